-- What of a patient is no outcome and yet counts in a figure: the day of death, and what became of the filter. Null until the next pass.
ALTER TABLE patient ADD COLUMN course TEXT;
