-- What may be used only once: assertions of clients, proofs of possession. A row is a digest of who and which; it can go
-- when the thing itself has expired.
CREATE TABLE platform.used_once (
    digest bytea PRIMARY KEY,
    expires_at timestamptz NOT NULL
);
COMMENT ON TABLE platform.used_once IS 'shared: checked before a tenant is known';
CREATE INDEX ix_used_once_expires_at ON platform.used_once (expires_at);

GRANT SELECT, INSERT, DELETE ON platform.used_once TO pp_kernel;
