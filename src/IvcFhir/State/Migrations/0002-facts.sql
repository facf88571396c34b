-- What a patient's record says, in study words: other rules can be asked of it without the hospital. Null until the patient is pulled again.
ALTER TABLE patient ADD COLUMN facts TEXT;
