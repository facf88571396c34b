-- Whether the site says that another record stands for this one. It is read again by each pass, for it may be parted again, and is no patient meanwhile.
ALTER TABLE patient ADD COLUMN replaced INTEGER NOT NULL DEFAULT 0;
