-- Whether the site says that another record stands for this one. Each pass reads it again, for it may be parted again; meanwhile it is no
-- patient.
ALTER TABLE patient ADD COLUMN replaced INTEGER NOT NULL DEFAULT 0;
