-- An external OpenID Connect provider by which a tenant's people sign in, and who of them is whom here.
CREATE TABLE platform.identity_providers (
    tenant_id text COLLATE "C" PRIMARY KEY REFERENCES platform.tenant (id),
    -- Its issuer, character by character; answers of any other are refused.
    authority text NOT NULL,
    client_id text NOT NULL,
    -- Encrypted under the master key; null for a client that has none.
    client_secret bytea,
    display_name varchar(100) NOT NULL,
    name_claim varchar(100) NOT NULL,
    role_claim varchar(100),
    -- The provider's word for a role to ours.
    roles jsonb NOT NULL DEFAULT '{}',
    -- Whether somebody without an account here gets one at the first sign-in.
    create_accounts boolean NOT NULL DEFAULT false,
    active boolean NOT NULL DEFAULT true,
    changed_at timestamptz NOT NULL
);
COMMENT ON TABLE platform.identity_providers IS 'shared: read at sign-in, before a tenant is known';

-- The subject of the issuer, and nothing else, says who somebody is: a mail address can be given to somebody else.
CREATE TABLE platform.federated_logins (
    tenant_id text COLLATE "C" NOT NULL REFERENCES platform.tenant (id),
    issuer text COLLATE "C" NOT NULL,
    subject varchar(255) COLLATE "C" NOT NULL,
    user_id uuid NOT NULL REFERENCES platform.users (id) ON DELETE CASCADE,
    linked_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, issuer, subject),
    UNIQUE (user_id, issuer)
);
COMMENT ON TABLE platform.federated_logins IS 'shared: read at sign-in, before a tenant is known';

GRANT SELECT, INSERT, UPDATE, DELETE ON platform.identity_providers, platform.federated_logins TO pp_kernel;
