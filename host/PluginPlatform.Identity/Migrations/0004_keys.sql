-- Keys that sign tokens. The private part is encrypted with the master key. A key is published as soon as it is here,
-- signs from active_from on, and verifies until retired_at.
CREATE TABLE platform.signing_keys (
    kid varchar(64) COLLATE "C" PRIMARY KEY,
    algorithm varchar(16) NOT NULL,
    public_key bytea NOT NULL,
    private_key bytea NOT NULL,
    created_at timestamptz NOT NULL,
    active_from timestamptz NOT NULL,
    retired_at timestamptz
);
COMMENT ON TABLE platform.signing_keys IS 'shared: the platform signs for every tenant';

-- Data Protection keys, each encrypted with the master key inside its XML: a restart signs nobody out.
CREATE TABLE platform.data_protection_keys (
    friendly_name varchar(200) PRIMARY KEY,
    xml text NOT NULL
);
COMMENT ON TABLE platform.data_protection_keys IS 'shared: cookies are read before a tenant is known';

GRANT SELECT, INSERT, UPDATE ON platform.signing_keys, platform.data_protection_keys TO pp_kernel;
