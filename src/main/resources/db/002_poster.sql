-- Epochs as on the chain; times are unix milliseconds. deadline_idx to fault_cutoff: the deadline as the chain gave it.
-- Which job proves which partition. It outlives the job, so that a removed one is made again.
CREATE TABLE post_partition (
  miner         BIGINT      NOT NULL,
  open_epoch    BIGINT      NOT NULL,
  partition_idx BIGINT      NOT NULL,
  deadline_idx  BIGINT      NOT NULL,
  challenge     BIGINT      NOT NULL,
  close_epoch   BIGINT      NOT NULL,
  fault_cutoff  BIGINT      NOT NULL,
  job           VARCHAR(64) NOT NULL,
  seed          BLOB        NOT NULL,
  skipped       BLOB        NOT NULL,
  created_at    BIGINT      NOT NULL,
  PRIMARY KEY (miner, open_epoch, partition_idx)
);

-- Messages from before they are sent. prepared: JSON of all that sending again needs.
CREATE TABLE post_message (
  uid          VARCHAR(255) NOT NULL PRIMARY KEY,
  kind         VARCHAR(16)  NOT NULL,
  miner        BIGINT       NOT NULL,
  open_epoch   BIGINT       NOT NULL,
  deadline_idx BIGINT       NOT NULL,
  challenge    BIGINT       NOT NULL,
  close_epoch  BIGINT       NOT NULL,
  fault_cutoff BIGINT       NOT NULL,
  partitions   TEXT         NOT NULL,
  prepared     TEXT         NOT NULL,
  state        TEXT         NOT NULL,
  created_at   BIGINT       NOT NULL,
  updated_at   BIGINT       NOT NULL
);

CREATE INDEX post_message_deadline ON post_message (miner, open_epoch, created_at);
CREATE INDEX post_partition_age ON post_partition (created_at);
CREATE INDEX post_message_age ON post_message (updated_at);
