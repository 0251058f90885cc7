-- Thumbprints (RFC 7638) of the keys that codes and refresh tokens are bound to (RFC 9449 sections 5 and 10); null for none.
ALTER TABLE platform.authorization_codes ADD COLUMN key_thumbprint varchar(43);
ALTER TABLE platform.refresh_tokens ADD COLUMN key_thumbprint varchar(43);
