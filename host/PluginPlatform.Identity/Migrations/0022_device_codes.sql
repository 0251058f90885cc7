-- Devices without a browser that wait for a person (RFC 8628). Both codes are kept as hashes only.
CREATE TABLE platform.device_codes (
    device_hash bytea PRIMARY KEY,
    user_code_hash bytea NOT NULL UNIQUE,
    client_id varchar(128) COLLATE "C" NOT NULL REFERENCES platform.clients (id),
    scopes text[] NOT NULL,
    expires_at timestamptz NOT NULL,
    -- How many seconds to leave between two questions; grows when a device asks too often.
    interval_seconds integer NOT NULL,
    asked_at timestamptz,
    denied boolean NOT NULL DEFAULT false,
    grant_id uuid REFERENCES platform.grants (id) ON DELETE CASCADE,
    used_at timestamptz
);
COMMENT ON TABLE platform.device_codes IS 'shared: hangs on clients';
CREATE INDEX ix_device_codes_expires_at ON platform.device_codes (expires_at);
CREATE INDEX ix_device_codes_grant_id ON platform.device_codes (grant_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON platform.device_codes TO pp_kernel;
