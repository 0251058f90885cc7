-- Sessions: a row per sign-in, so that signing out ends the cookie wherever it was copied to.
CREATE TABLE platform.user_sessions (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES platform.users (id) ON DELETE CASCADE,
    started_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at timestamptz
);
COMMENT ON TABLE platform.user_sessions IS 'shared: hangs on users';
CREATE INDEX ix_user_sessions_user_id ON platform.user_sessions (user_id);
CREATE INDEX ix_user_sessions_expires_at ON platform.user_sessions (expires_at);

-- Failed sign-ins per typed name, kept for known and unknown names alike so that a lock tells nothing about who exists.
-- The name is stored as a keyed hash: people type passwords into name fields.
CREATE TABLE platform.sign_in_failures (
    name_hash bytea PRIMARY KEY,
    failures integer NOT NULL,
    counted_until timestamptz NOT NULL,
    locked_until timestamptz
);
COMMENT ON TABLE platform.sign_in_failures IS 'shared: counted before a tenant is known';
CREATE INDEX ix_sign_in_failures_counted_until ON platform.sign_in_failures (counted_until);

-- One-time links that make the first administrator. Only the token's hash is kept.
CREATE TABLE platform.setup_links (
    token_hash bytea PRIMARY KEY,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
COMMENT ON TABLE platform.setup_links IS 'shared: used before any tenant exists';

GRANT SELECT, INSERT, UPDATE, DELETE ON
    platform.user_sessions, platform.sign_in_failures, platform.setup_links TO pp_kernel;
