-- Insights: what platforms say about published posts. Only Insights writes these tables.
--
-- A number that a platform does not tell is null, which is not zero. `publication_id`, `post_id` and `connector_id`
-- are ids without a foreign key: numbers outlive the post they are about, for reports over the past.

-- One row per publication: who it is, when to ask again, and the newest known value of each number.
CREATE TABLE metric_series (
  org_id uuid NOT NULL REFERENCES orgs (id) ON DELETE CASCADE,
  publication_id uuid NOT NULL,
  brand_id uuid NOT NULL,
  post_id uuid NOT NULL,
  connector_id uuid NOT NULL,
  platform text NOT NULL CHECK (platform ~ '^[a-z][a-z0-9_]{0,31}$'),
  external_id text NOT NULL CHECK (char_length(external_id) BETWEEN 1 AND 2000),
  url text,
  published_at timestamptz NOT NULL,
  -- Null when nobody asks any more: too old, or gone.
  next_poll_at timestamptz,
  polled_at timestamptz,
  -- Reads in a row that brought no number.
  misses integer NOT NULL DEFAULT 0 CHECK (misses >= 0),
  -- Since when the platform says that the post is not there.
  gone_at timestamptz,
  observed_at timestamptz,
  likes bigint,
  comments bigint,
  shares bigint,
  saves bigint,
  impressions bigint,
  clicks bigint,
  PRIMARY KEY (org_id, publication_id),
  FOREIGN KEY (org_id, brand_id) REFERENCES brands (org_id, id) ON DELETE CASCADE
);
CREATE INDEX metric_series_published ON metric_series (org_id, published_at DESC, publication_id DESC);
CREATE INDEX metric_series_brand ON metric_series (org_id, brand_id, published_at DESC, publication_id DESC);
CREATE INDEX metric_series_due ON metric_series (org_id, next_poll_at) WHERE next_poll_at IS NOT NULL;
SELECT system.protect('metric_series');

-- What was observed when: counters as the platform gave them. The same moment observed twice is one row, and of two
-- different values the greater counts, so that repeats in any order give the same table.
CREATE TABLE metrics (
  org_id uuid NOT NULL,
  brand_id uuid NOT NULL,
  publication_id uuid NOT NULL,
  observed_at timestamptz NOT NULL,
  likes bigint CHECK (likes >= 0),
  comments bigint CHECK (comments >= 0),
  shares bigint CHECK (shares >= 0),
  saves bigint CHECK (saves >= 0),
  impressions bigint CHECK (impressions >= 0),
  clicks bigint CHECK (clicks >= 0),
  PRIMARY KEY (org_id, publication_id, observed_at),
  FOREIGN KEY (org_id, publication_id) REFERENCES metric_series (org_id, publication_id) ON DELETE CASCADE
) PARTITION BY RANGE (observed_at);
SELECT system.protect('metrics');

-- Months beyond these go to the default partition until a later migration adds more.
CREATE TABLE metrics_other PARTITION OF metrics DEFAULT;
CREATE TABLE metrics_2026_01 PARTITION OF metrics FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2026-02-01 00:00:00+00');
CREATE TABLE metrics_2026_02 PARTITION OF metrics FOR VALUES FROM ('2026-02-01 00:00:00+00') TO ('2026-03-01 00:00:00+00');
CREATE TABLE metrics_2026_03 PARTITION OF metrics FOR VALUES FROM ('2026-03-01 00:00:00+00') TO ('2026-04-01 00:00:00+00');
CREATE TABLE metrics_2026_04 PARTITION OF metrics FOR VALUES FROM ('2026-04-01 00:00:00+00') TO ('2026-05-01 00:00:00+00');
CREATE TABLE metrics_2026_05 PARTITION OF metrics FOR VALUES FROM ('2026-05-01 00:00:00+00') TO ('2026-06-01 00:00:00+00');
CREATE TABLE metrics_2026_06 PARTITION OF metrics FOR VALUES FROM ('2026-06-01 00:00:00+00') TO ('2026-07-01 00:00:00+00');
CREATE TABLE metrics_2026_07 PARTITION OF metrics FOR VALUES FROM ('2026-07-01 00:00:00+00') TO ('2026-08-01 00:00:00+00');
CREATE TABLE metrics_2026_08 PARTITION OF metrics FOR VALUES FROM ('2026-08-01 00:00:00+00') TO ('2026-09-01 00:00:00+00');
CREATE TABLE metrics_2026_09 PARTITION OF metrics FOR VALUES FROM ('2026-09-01 00:00:00+00') TO ('2026-10-01 00:00:00+00');
CREATE TABLE metrics_2026_10 PARTITION OF metrics FOR VALUES FROM ('2026-10-01 00:00:00+00') TO ('2026-11-01 00:00:00+00');
CREATE TABLE metrics_2026_11 PARTITION OF metrics FOR VALUES FROM ('2026-11-01 00:00:00+00') TO ('2026-12-01 00:00:00+00');
CREATE TABLE metrics_2026_12 PARTITION OF metrics FOR VALUES FROM ('2026-12-01 00:00:00+00') TO ('2027-01-01 00:00:00+00');
CREATE TABLE metrics_2027_01 PARTITION OF metrics FOR VALUES FROM ('2027-01-01 00:00:00+00') TO ('2027-02-01 00:00:00+00');
CREATE TABLE metrics_2027_02 PARTITION OF metrics FOR VALUES FROM ('2027-02-01 00:00:00+00') TO ('2027-03-01 00:00:00+00');
CREATE TABLE metrics_2027_03 PARTITION OF metrics FOR VALUES FROM ('2027-03-01 00:00:00+00') TO ('2027-04-01 00:00:00+00');
CREATE TABLE metrics_2027_04 PARTITION OF metrics FOR VALUES FROM ('2027-04-01 00:00:00+00') TO ('2027-05-01 00:00:00+00');
CREATE TABLE metrics_2027_05 PARTITION OF metrics FOR VALUES FROM ('2027-05-01 00:00:00+00') TO ('2027-06-01 00:00:00+00');
CREATE TABLE metrics_2027_06 PARTITION OF metrics FOR VALUES FROM ('2027-06-01 00:00:00+00') TO ('2027-07-01 00:00:00+00');
CREATE TABLE metrics_2027_07 PARTITION OF metrics FOR VALUES FROM ('2027-07-01 00:00:00+00') TO ('2027-08-01 00:00:00+00');
CREATE TABLE metrics_2027_08 PARTITION OF metrics FOR VALUES FROM ('2027-08-01 00:00:00+00') TO ('2027-09-01 00:00:00+00');
CREATE TABLE metrics_2027_09 PARTITION OF metrics FOR VALUES FROM ('2027-09-01 00:00:00+00') TO ('2027-10-01 00:00:00+00');
CREATE TABLE metrics_2027_10 PARTITION OF metrics FOR VALUES FROM ('2027-10-01 00:00:00+00') TO ('2027-11-01 00:00:00+00');
CREATE TABLE metrics_2027_11 PARTITION OF metrics FOR VALUES FROM ('2027-11-01 00:00:00+00') TO ('2027-12-01 00:00:00+00');
CREATE TABLE metrics_2027_12 PARTITION OF metrics FOR VALUES FROM ('2027-12-01 00:00:00+00') TO ('2028-01-01 00:00:00+00');
CREATE TABLE metrics_2028_01 PARTITION OF metrics FOR VALUES FROM ('2028-01-01 00:00:00+00') TO ('2028-02-01 00:00:00+00');
CREATE TABLE metrics_2028_02 PARTITION OF metrics FOR VALUES FROM ('2028-02-01 00:00:00+00') TO ('2028-03-01 00:00:00+00');
CREATE TABLE metrics_2028_03 PARTITION OF metrics FOR VALUES FROM ('2028-03-01 00:00:00+00') TO ('2028-04-01 00:00:00+00');
CREATE TABLE metrics_2028_04 PARTITION OF metrics FOR VALUES FROM ('2028-04-01 00:00:00+00') TO ('2028-05-01 00:00:00+00');
CREATE TABLE metrics_2028_05 PARTITION OF metrics FOR VALUES FROM ('2028-05-01 00:00:00+00') TO ('2028-06-01 00:00:00+00');
CREATE TABLE metrics_2028_06 PARTITION OF metrics FOR VALUES FROM ('2028-06-01 00:00:00+00') TO ('2028-07-01 00:00:00+00');
CREATE TABLE metrics_2028_07 PARTITION OF metrics FOR VALUES FROM ('2028-07-01 00:00:00+00') TO ('2028-08-01 00:00:00+00');
CREATE TABLE metrics_2028_08 PARTITION OF metrics FOR VALUES FROM ('2028-08-01 00:00:00+00') TO ('2028-09-01 00:00:00+00');
CREATE TABLE metrics_2028_09 PARTITION OF metrics FOR VALUES FROM ('2028-09-01 00:00:00+00') TO ('2028-10-01 00:00:00+00');
CREATE TABLE metrics_2028_10 PARTITION OF metrics FOR VALUES FROM ('2028-10-01 00:00:00+00') TO ('2028-11-01 00:00:00+00');
CREATE TABLE metrics_2028_11 PARTITION OF metrics FOR VALUES FROM ('2028-11-01 00:00:00+00') TO ('2028-12-01 00:00:00+00');
CREATE TABLE metrics_2028_12 PARTITION OF metrics FOR VALUES FROM ('2028-12-01 00:00:00+00') TO ('2029-01-01 00:00:00+00');

-- The last value of each UTC day, made from `metrics` and made anew when something late arrives.
CREATE TABLE metric_days (
  org_id uuid NOT NULL,
  brand_id uuid NOT NULL,
  publication_id uuid NOT NULL,
  day date NOT NULL,
  platform text NOT NULL,
  observed_at timestamptz NOT NULL,
  likes bigint,
  comments bigint,
  shares bigint,
  saves bigint,
  impressions bigint,
  clicks bigint,
  PRIMARY KEY (org_id, publication_id, day),
  FOREIGN KEY (org_id, publication_id) REFERENCES metric_series (org_id, publication_id) ON DELETE CASCADE
);
CREATE INDEX metric_days_brand ON metric_days (org_id, brand_id, day);
SELECT system.protect('metric_days');
