-- API clients. A secret is kept as HMAC-SHA-256 under a key derived from the master key.
CREATE TABLE platform.clients (
    id varchar(128) COLLATE "C" PRIMARY KEY,
    tenant_id text COLLATE "C" NOT NULL REFERENCES platform.tenant (id),
    secret_hash bytea NOT NULL,
    grants text[] NOT NULL,
    scopes text[] NOT NULL,
    active boolean NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL
);
COMMENT ON TABLE platform.clients IS 'shared: read by client id before a tenant is known';

GRANT SELECT, INSERT, UPDATE ON platform.clients TO pp_kernel;
