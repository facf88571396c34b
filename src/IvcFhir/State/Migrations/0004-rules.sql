-- By which rules, maps and settings what stands at a site was written, or was last seen to say the same. A change of them is no news about a patient: what would change by it waits for somebody's word.
ALTER TABLE outcome ADD COLUMN rules TEXT;
