CREATE TABLE chain (
  network        TEXT    NOT NULL,
  seed           BLOB    NOT NULL,
  genesis_millis INTEGER NOT NULL,
  forks          INTEGER NOT NULL
);

-- A tipset with its messages and receipts as JSON; the states are in parts.
CREATE TABLE tipset (
  height       INTEGER PRIMARY KEY,
  before_state TEXT NOT NULL,
  after_state  TEXT NOT NULL,
  content      BLOB NOT NULL
);

-- Parts of states by their CIDs, compressed JSON.
CREATE TABLE part (
  cid     TEXT PRIMARY KEY,
  content BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE waiting (
  cid     TEXT PRIMARY KEY,
  content BLOB NOT NULL
);

-- What a push with an id answered, so that a second one answers the same.
CREATE TABLE push (
  id      TEXT PRIMARY KEY,
  content BLOB NOT NULL
);

CREATE TABLE wallet_key (
  secret BLOB NOT NULL
);
