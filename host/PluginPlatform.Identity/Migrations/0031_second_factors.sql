-- One-time passwords by time (RFC 6238). The secret is encrypted with the master key; last_step is the time step of the last
-- code that was accepted, so that no code is accepted twice. A factor that is not confirmed asks nobody for a code.
CREATE TABLE platform.second_factors (
    user_id uuid PRIMARY KEY REFERENCES platform.users (id) ON DELETE CASCADE,
    secret bytea NOT NULL,
    created_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    last_step bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE platform.second_factors IS 'shared: hangs on users';

-- Recovery codes of 80 random bits, kept as SHA-256 with the user's id.
CREATE TABLE platform.recovery_codes (
    user_id uuid NOT NULL REFERENCES platform.second_factors (user_id) ON DELETE CASCADE,
    code_hash bytea NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (user_id, code_hash)
);
COMMENT ON TABLE platform.recovery_codes IS 'shared: hangs on users';

GRANT SELECT, INSERT, UPDATE, DELETE ON platform.second_factors, platform.recovery_codes TO pp_kernel;
