-- By which rules, maps and settings what stands at a site was written. A change of them is no news about a patient: what would change by it waits for somebody's word.
CREATE TABLE rules (
  site        TEXT NOT NULL,
  study       TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  PRIMARY KEY (site, study)
) STRICT;
