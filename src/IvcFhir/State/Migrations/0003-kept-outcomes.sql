-- Some answers stand in the ledger and are not in the chart: death, and all answers of a site to which nothing is written.
ALTER TABLE outcome RENAME TO outcome_without_kept;
CREATE TABLE outcome (
  site        TEXT NOT NULL,
  patient     TEXT NOT NULL,
  key         TEXT NOT NULL PRIMARY KEY,
  state       TEXT NOT NULL CHECK (state IN ('pending', 'written', 'retracting', 'retracted', 'kept')),
  resource_id TEXT,
  version     TEXT,
  hash        TEXT NOT NULL,
  outcome     TEXT NOT NULL
) STRICT;
INSERT INTO outcome SELECT site, patient, key, state, resource_id, version, hash, outcome FROM outcome_without_kept;
DROP TABLE outcome_without_kept;
CREATE INDEX outcome_by_patient ON outcome (site, patient);
