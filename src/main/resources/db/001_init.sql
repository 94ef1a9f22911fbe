-- Times are unix milliseconds, 0 = none; close_at and latest_start are 9223372036854775807 for "never".
-- lease_until and not_before are on the manager's steady clock and mean nothing after a restart.
-- fence: the attempt that may write; 0 = none. It stays behind when a lease ends, so that a worker that was only slow
-- can take its job back as long as nobody else claimed it.
CREATE TABLE job (
  id           VARCHAR(64)  NOT NULL PRIMARY KEY,
  state        VARCHAR(16)  NOT NULL,
  miner        BIGINT       NOT NULL,
  proof_type   VARCHAR(64)  NOT NULL,
  deadline_idx BIGINT       NOT NULL,
  partitions   TEXT         NOT NULL,
  sectors      INTEGER      NOT NULL,
  faults       INTEGER      NOT NULL,
  close_at     BIGINT       NOT NULL,
  latest_start BIGINT       NOT NULL,
  not_before   BIGINT       NOT NULL,
  attempt      INTEGER      NOT NULL,
  fence        INTEGER      NOT NULL,
  tries        INTEGER      NOT NULL,
  worker       VARCHAR(255) NOT NULL,
  lease_until  BIGINT       NOT NULL,
  stage        VARCHAR(16)  NOT NULL,
  stage_done   INTEGER      NOT NULL,
  stage_total  INTEGER      NOT NULL,
  error        TEXT         NOT NULL,
  created_at   BIGINT       NOT NULL,
  started_at   BIGINT       NOT NULL,
  heartbeat_at BIGINT       NOT NULL,
  finished_at  BIGINT       NOT NULL,
  updated_at   BIGINT       NOT NULL
);

-- Claims read this index alone until they find their job.
CREATE INDEX job_claim ON job (state, latest_start, created_at, id, not_before, close_at, miner, proof_type);
CREATE INDEX job_lease ON job (state, lease_until);
CREATE INDEX job_close ON job (state, close_at);
CREATE INDEX job_age ON job (created_at);

CREATE TABLE job_input (
  job  VARCHAR(64) NOT NULL PRIMARY KEY,
  body BLOB        NOT NULL
);

CREATE TABLE job_output (
  job     VARCHAR(64) NOT NULL PRIMARY KEY,
  attempt INTEGER     NOT NULL,
  body    BLOB        NOT NULL
);

-- History of every try. It outlives its job, so that a job which is removed and created again goes on counting and no
-- attempt number is ever given twice.
CREATE TABLE job_attempt (
  job        VARCHAR(64)  NOT NULL,
  attempt    INTEGER      NOT NULL,
  worker     VARCHAR(255) NOT NULL,
  started_at BIGINT       NOT NULL,
  ended_at   BIGINT       NOT NULL,
  outcome    VARCHAR(16)  NOT NULL,
  reason     TEXT         NOT NULL,
  PRIMARY KEY (job, attempt)
);

CREATE INDEX job_attempt_age ON job_attempt (started_at);

CREATE TABLE worker (
  name      VARCHAR(255) NOT NULL PRIMARY KEY,
  info      TEXT         NOT NULL,
  last_ping BIGINT       NOT NULL
);
