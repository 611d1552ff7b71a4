-- Post templates: the form of a brand's posts, with slots that a brief fills.

CREATE TABLE post_templates (
  org_id uuid NOT NULL,
  id uuid NOT NULL,
  brand_id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 400),
  content jsonb NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  archived_at timestamptz,
  archived_by text,
  PRIMARY KEY (org_id, id),
  -- So that a brief can point at a template of its own brand only.
  UNIQUE (org_id, brand_id, id),
  FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id) ON DELETE CASCADE,
  CHECK ((archived_at IS NULL) = (archived_by IS NULL))
);
CREATE UNIQUE INDEX post_templates_name ON post_templates (org_id, brand_id, name) WHERE archived_at IS NULL;
SELECT system.protect('post_templates');

ALTER TABLE briefs ADD COLUMN template_id uuid,
  ADD FOREIGN KEY (org_id, brand_id, template_id) REFERENCES post_templates (org_id, brand_id, id);
CREATE INDEX briefs_template ON briefs (org_id, brand_id, template_id) WHERE template_id IS NOT NULL;
