-- Who leads, and which ticks have fired.

-- A lease on database time rather than a session's advisory lock: it also holds through a
-- transaction pooler, and its fence lets the led work refuse a leader that was replaced unnoticed.
CREATE TABLE system.leaders (
  name text PRIMARY KEY,
  holder uuid NOT NULL,
  fence bigint NOT NULL DEFAULT 1,
  until timestamptz NOT NULL
);

CREATE TABLE system.schedules (
  name text PRIMARY KEY,
  last_tick timestamptz NOT NULL,
  fired_at timestamptz
);

REVOKE ALL ON system.leaders, system.schedules FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE ON system.leaders, system.schedules TO starling_worker;
