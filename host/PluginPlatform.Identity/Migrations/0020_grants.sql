-- What a person let a client do. A grant is the root of everything issued under it: revoking it ends its code, its refresh
-- tokens and its access tokens. Codes and refresh tokens have 256 random bits and are kept as SHA-256 only.
CREATE TABLE platform.grants (
    id uuid PRIMARY KEY,
    tenant_id text COLLATE "C" NOT NULL REFERENCES platform.tenant (id),
    client_id varchar(128) COLLATE "C" NOT NULL REFERENCES platform.clients (id),
    user_id uuid NOT NULL REFERENCES platform.users (id) ON DELETE CASCADE,
    -- The session it was given in. No reference: sessions are cleared away while an offline grant may go on.
    session_id uuid NOT NULL,
    -- The user's stamp then: a new password or a reset ends the grant.
    security_stamp text NOT NULL,
    scopes text[] NOT NULL,
    offline boolean NOT NULL,
    nonce text,
    authenticated_at timestamptz NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    revoked_for varchar(32)
);
COMMENT ON TABLE platform.grants IS 'shared: read by a token''s hash before a tenant is known';
CREATE INDEX ix_grants_user_id ON platform.grants (user_id);
CREATE INDEX ix_grants_client_id ON platform.grants (client_id);
CREATE INDEX ix_grants_expires_at ON platform.grants (expires_at);

CREATE TABLE platform.authorization_codes (
    code_hash bytea PRIMARY KEY,
    grant_id uuid NOT NULL REFERENCES platform.grants (id) ON DELETE CASCADE,
    redirect_uri text NOT NULL,
    code_challenge varchar(43) NOT NULL,
    expires_at timestamptz NOT NULL,
    redeemed_at timestamptz
);
COMMENT ON TABLE platform.authorization_codes IS 'shared: hangs on grants';
CREATE INDEX ix_authorization_codes_grant_id ON platform.authorization_codes (grant_id);

CREATE TABLE platform.refresh_tokens (
    token_hash bytea PRIMARY KEY,
    grant_id uuid NOT NULL REFERENCES platform.grants (id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
COMMENT ON TABLE platform.refresh_tokens IS 'shared: hangs on grants';
CREATE INDEX ix_refresh_tokens_grant_id ON platform.refresh_tokens (grant_id);

-- What a person has agreed to before, so that the same question is not asked twice.
CREATE TABLE platform.consents (
    user_id uuid NOT NULL REFERENCES platform.users (id) ON DELETE CASCADE,
    client_id varchar(128) COLLATE "C" NOT NULL REFERENCES platform.clients (id),
    scopes text[] NOT NULL,
    given_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, client_id)
);
COMMENT ON TABLE platform.consents IS 'shared: hangs on users';

GRANT SELECT, INSERT, UPDATE, DELETE ON
    platform.grants, platform.authorization_codes, platform.refresh_tokens, platform.consents TO pp_kernel;
