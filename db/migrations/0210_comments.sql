-- Comments of the people who work on a post: on the post, on one variant, or on some words of it.

CREATE TABLE comments (
  org_id uuid NOT NULL,
  id uuid NOT NULL,
  brand_id uuid NOT NULL,
  post_id uuid NOT NULL,
  variant_id uuid,
  -- The comment that begins the thread; null for that one itself.
  thread_id uuid,
  -- The words it is about as they were, and where they were, in code points; null for the whole text.
  quote text CHECK (char_length(quote) BETWEEN 1 AND 2000),
  quote_start integer CHECK (quote_start >= 0),
  body text NOT NULL CHECK (char_length(body) <= 20000),
  mentions uuid[] NOT NULL DEFAULT '{}',
  author_id uuid NOT NULL,
  created_by text NOT NULL,
  version integer NOT NULL DEFAULT 1 CHECK (version > 0),
  created_at timestamptz NOT NULL,
  edited_at timestamptz,
  -- Removed comments keep their place in the thread without their words.
  removed_at timestamptz,
  removed_by text,
  -- Of a whole thread, so on its first comment only.
  resolved_at timestamptz,
  resolved_by text,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, post_id, id),
  FOREIGN KEY (org_id, brand_id, post_id) REFERENCES posts (org_id, brand_id, id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, post_id, variant_id) REFERENCES variants (org_id, post_id, id) ON DELETE CASCADE,
  FOREIGN KEY (org_id, post_id, thread_id) REFERENCES comments (org_id, post_id, id) ON DELETE CASCADE,
  CHECK ((removed_at IS NULL) = (removed_by IS NULL)),
  CHECK ((resolved_at IS NULL) = (resolved_by IS NULL)),
  CHECK ((quote IS NULL) = (quote_start IS NULL)),
  CHECK (quote IS NULL OR variant_id IS NOT NULL),
  CHECK (thread_id IS NULL OR (resolved_at IS NULL AND quote IS NULL)),
  CHECK (removed_at IS NOT NULL OR char_length(body) > 0)
);
CREATE INDEX comments_post ON comments (org_id, post_id, id);
CREATE INDEX comments_brand ON comments (org_id, brand_id, id);
SELECT system.protect('comments', app => 'SELECT, INSERT, UPDATE', worker => '');
