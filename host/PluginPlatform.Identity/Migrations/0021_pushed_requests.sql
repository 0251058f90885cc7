-- Authorization requests a client pushed (RFC 9126), for ten minutes and one use. Only the address's hash is kept.
CREATE TABLE platform.pushed_requests (
    request_hash bytea PRIMARY KEY,
    client_id varchar(128) COLLATE "C" NOT NULL REFERENCES platform.clients (id),
    parameters text NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
COMMENT ON TABLE platform.pushed_requests IS 'shared: hangs on clients';
CREATE INDEX ix_pushed_requests_expires_at ON platform.pushed_requests (expires_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON platform.pushed_requests TO pp_kernel;
