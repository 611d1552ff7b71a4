-- The rules that a brand writes for itself, as YAML. The newest version is in force; a text that does not hold is never
-- stored. Only Studio writes this table.
CREATE TABLE brand_policies (
  org_id uuid NOT NULL,
  brand_id uuid NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  yaml text NOT NULL CHECK (octet_length(yaml) <= 65536),
  saved_by text NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, brand_id, version),
  FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id) ON DELETE CASCADE
);
SELECT system.protect('brand_policies');
