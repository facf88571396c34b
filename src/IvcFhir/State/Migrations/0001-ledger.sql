-- What was asked, answered and written. Identity is the question (key); an answer that changes changes its row.
CREATE TABLE outcome (
  site        TEXT NOT NULL,
  patient     TEXT NOT NULL,
  key         TEXT NOT NULL PRIMARY KEY,
  state       TEXT NOT NULL CHECK (state IN ('pending', 'written', 'retracting', 'retracted')),
  resource_id TEXT,
  version     TEXT,
  hash        TEXT NOT NULL,
  outcome     TEXT NOT NULL
) STRICT;
CREATE INDEX outcome_by_patient ON outcome (site, patient);

CREATE TABLE patient (
  site     TEXT NOT NULL,
  patient  TEXT NOT NULL,
  eligible INTEGER NOT NULL,
  issues   TEXT NOT NULL,
  PRIMARY KEY (site, patient)
) STRICT;

CREATE TABLE pass (
  id      INTEGER PRIMARY KEY,
  site    TEXT NOT NULL,
  started TEXT NOT NULL,
  ended   TEXT NOT NULL,
  pulled  TEXT NOT NULL,
  written TEXT NOT NULL,
  issues  TEXT NOT NULL,
  failed  INTEGER NOT NULL
) STRICT;
