-- Studio: brands, voices, campaigns, briefs, posts, variants.
-- Only Studio writes these tables. Every one is limited to the org and, by brand_id, to the brands a member may see.

CREATE TABLE brands (
  org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 400),
  mode text NOT NULL CHECK (mode IN ('rehearsal', 'live')),
  profile jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  archived_at timestamptz,
  archived_by text,
  PRIMARY KEY (org_id, id),
  CHECK ((archived_at IS NULL) = (archived_by IS NULL))
);
CREATE UNIQUE INDEX brands_name ON brands (org_id, name) WHERE archived_at IS NULL;
SELECT system.protect('brands', brand_column => 'id');

-- Every version of a profile, with who saved it.
CREATE TABLE brand_versions (
  org_id uuid NOT NULL,
  brand_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  profile jsonb NOT NULL,
  saved_by text NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, brand_id, version),
  FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id) ON DELETE CASCADE
);
SELECT system.protect('brand_versions');

CREATE TABLE voice_models (
  org_id uuid NOT NULL,
  id uuid NOT NULL,
  brand_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  -- active: held to. superseded: was active before. refused: measured worse than the active one.
  state text NOT NULL CHECK (state IN ('active', 'superseded', 'refused')),
  profile jsonb NOT NULL,
  constraints jsonb NOT NULL,
  examples integer NOT NULL CHECK (examples >= 0),
  held_back integer NOT NULL CHECK (held_back >= 0),
  -- Share of (ours, others') pairs of held-back posts that the model orders rightly; null when there is nothing to
  -- compare with.
  separation double precision CHECK (separation BETWEEN 0 AND 1),
  -- The active model of that moment on the same held-back posts.
  separation_before double precision CHECK (separation_before BETWEEN 0 AND 1),
  notes jsonb NOT NULL DEFAULT '[]',
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  activated_at timestamptz,
  activated_by text,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, brand_id, version),
  FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX voice_models_active ON voice_models (org_id, brand_id) WHERE state = 'active';
SELECT system.protect('voice_models');

CREATE TABLE voice_examples (
  org_id uuid NOT NULL,
  id uuid NOT NULL,
  brand_id uuid NOT NULL,
  text text NOT NULL CHECK (octet_length(text) BETWEEN 1 AND 100000),
  -- SHA-256 of the canonical text: pasting the same posts twice adds nothing.
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  posted_at timestamptz,
  source text NOT NULL,
  created_at timestamptz NOT NULL,
  embedding vector(384),
  embedding_model text,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, brand_id, digest),
  FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id) ON DELETE CASCADE,
  CHECK ((embedding IS NULL) = (embedding_model IS NULL))
);
CREATE INDEX voice_examples_brand ON voice_examples (org_id, brand_id, id);
SELECT system.protect('voice_examples');

-- Examples on their way into a model: what a training was asked to learn from, kept until its job is done.
CREATE TABLE voice_imports (
  org_id uuid NOT NULL,
  id uuid NOT NULL,
  brand_id uuid NOT NULL,
  source text NOT NULL,
  examples jsonb NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id) ON DELETE CASCADE
);
CREATE INDEX voice_imports_brand ON voice_imports (org_id, brand_id);
SELECT system.protect('voice_imports');

CREATE TABLE campaigns (
  org_id uuid NOT NULL,
  id uuid NOT NULL,
  brand_id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  content jsonb NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  archived_at timestamptz,
  archived_by text,
  PRIMARY KEY (org_id, id),
  -- So that a brief can point at a campaign of its own brand only.
  UNIQUE (org_id, brand_id, id),
  FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id) ON DELETE CASCADE,
  CHECK ((archived_at IS NULL) = (archived_by IS NULL))
);
SELECT system.protect('campaigns');

CREATE TABLE briefs (
  org_id uuid NOT NULL,
  id uuid NOT NULL,
  brand_id uuid NOT NULL,
  campaign_id uuid,
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  content jsonb NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  archived_at timestamptz,
  archived_by text,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, brand_id, id),
  FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, brand_id, campaign_id) REFERENCES campaigns (org_id, brand_id, id),
  CHECK ((archived_at IS NULL) = (archived_by IS NULL))
);
CREATE INDEX briefs_brand ON briefs (org_id, brand_id, id);
CREATE INDEX briefs_campaign ON briefs (org_id, campaign_id, id) WHERE campaign_id IS NOT NULL;
SELECT system.protect('briefs');

CREATE TABLE posts (
  org_id uuid NOT NULL,
  id uuid NOT NULL,
  brand_id uuid NOT NULL,
  brief_id uuid NOT NULL,
  platform text NOT NULL CHECK (platform ~ '^[a-z][a-z0-9_]{0,31}$'),
  language text NOT NULL CHECK (char_length(language) BETWEEN 2 AND 12),
  state text NOT NULL CHECK (state IN ('generating', 'draft', 'ready', 'archived')),
  -- Why it is in this state and what can be done, in words; empty when the state says it all.
  reason text NOT NULL DEFAULT '',
  chosen_variant_id uuid,
  -- What a list shows, kept here so that a page of posts is one index range.
  excerpt text NOT NULL DEFAULT '',
  blocked boolean NOT NULL DEFAULT false,
  -- Variants asked for so far: the next one's ordinal follows from it.
  planned integer NOT NULL DEFAULT 0 CHECK (planned BETWEEN 0 AND 1000),
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  ready_at timestamptz,
  ready_by text,
  archived_at timestamptz,
  archived_by text,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, brand_id, id),
  UNIQUE (org_id, brief_id, platform, language),
  FOREIGN KEY (org_id, brand_id, brief_id) REFERENCES briefs (org_id, brand_id, id) ON DELETE CASCADE,
  CHECK (state <> 'ready' OR (chosen_variant_id IS NOT NULL AND ready_at IS NOT NULL AND ready_by IS NOT NULL)),
  CHECK ((state = 'archived') = (archived_at IS NOT NULL))
);
CREATE INDEX posts_brand ON posts (org_id, brand_id, id);
CREATE INDEX posts_state ON posts (org_id, state, id);
SELECT system.protect('posts');

CREATE TABLE variants (
  org_id uuid NOT NULL,
  id uuid NOT NULL,
  brand_id uuid NOT NULL,
  post_id uuid NOT NULL,
  -- 1, 2, 3: its place in the brief's fan-out. A branch that runs again replaces its own row, never adds one.
  ordinal integer NOT NULL CHECK (ordinal BETWEEN 1 AND 1000),
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  text text NOT NULL CHECK (octet_length(text) BETWEEN 1 AND 200000),
  -- composer, model, person, translation
  writer text NOT NULL CHECK (writer IN ('composer', 'model', 'person', 'translation')),
  -- Which model, or which frame of the composer.
  writer_detail text NOT NULL DEFAULT '',
  -- A draft to be improved, and said so wherever it is shown.
  is_draft boolean NOT NULL,
  -- Why it is not what was asked for (the model was silent, its answer could not be read); empty otherwise.
  note text NOT NULL DEFAULT '',
  length integer NOT NULL,
  length_limit integer,
  scores jsonb NOT NULL,
  findings jsonb NOT NULL DEFAULT '[]',
  blocked boolean NOT NULL DEFAULT false,
  -- What it was made from: prompt version and digest, seed, voice and brand version. Ids and hashes only.
  provenance jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, post_id, id),
  UNIQUE (org_id, post_id, ordinal),
  FOREIGN KEY (org_id, brand_id, post_id) REFERENCES posts (org_id, brand_id, id) ON DELETE CASCADE
);
CREATE INDEX variants_brand ON variants (org_id, brand_id, id);
SELECT system.protect('variants');

-- A post can only choose a variant of its own.
ALTER TABLE posts ADD FOREIGN KEY (org_id, id, chosen_variant_id) REFERENCES variants (org_id, post_id, id)
  DEFERRABLE INITIALLY DEFERRED;

-- What a variant said before a person edited it.
CREATE TABLE variant_versions (
  org_id uuid NOT NULL,
  brand_id uuid NOT NULL,
  variant_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  text text NOT NULL,
  saved_by text NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, variant_id, version),
  FOREIGN KEY (org_id, variant_id) REFERENCES variants (org_id, id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id) ON DELETE CASCADE
);
CREATE INDEX variant_versions_brand ON variant_versions (org_id, brand_id);
SELECT system.protect('variant_versions');

-- What enrichment found for a post: ranked hashtags, an image prompt. One of each kind; running again replaces it.
CREATE TABLE post_enrichments (
  org_id uuid NOT NULL,
  brand_id uuid NOT NULL,
  post_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('hashtags', 'image_prompt')),
  content jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, post_id, kind),
  FOREIGN KEY (org_id, brand_id, post_id) REFERENCES posts (org_id, brand_id, id) ON DELETE CASCADE
);
CREATE INDEX post_enrichments_brand ON post_enrichments (org_id, brand_id);
SELECT system.protect('post_enrichments');
