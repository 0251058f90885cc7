-- Who a user is in the record: Patient/<id>, Practitioner/<id> and the like (SMART App Launch 2.2, claim fhirUser).
ALTER TABLE platform.users ADD COLUMN fhir_user varchar(100) CHECK (fhir_user ~ '^(Patient|Practitioner|RelatedPerson|Person)/[A-Za-z0-9.-]{1,64}$');
