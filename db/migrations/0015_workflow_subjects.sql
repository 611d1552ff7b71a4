-- What has failed of a brief is looked up by its id.
CREATE INDEX workflows_subject ON workflows (org_id, subject) WHERE subject IS NOT NULL;
