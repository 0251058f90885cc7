-- Whose a row is: a reader kept to some patients sees neither the others' persons nor links to them.
COMMENT ON COLUMN person.patient_id IS 'subject: the Patient';
COMMENT ON COLUMN blocking_key.patient_id IS 'subject: the Patient';
COMMENT ON COLUMN link.first_id IS 'subject: one Patient';
COMMENT ON COLUMN link.second_id IS 'subject: the other Patient';
