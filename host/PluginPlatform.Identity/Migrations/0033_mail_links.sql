-- Links sent by mail that set a password: an invitation's first one, or another one in place of a forgotten one. Only the
-- token's hash is kept; one statement uses it up.
CREATE TABLE platform.mail_links (
    token_hash bytea PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES platform.users (id) ON DELETE CASCADE,
    kind varchar(16) NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
COMMENT ON TABLE platform.mail_links IS 'shared: used before a tenant is known';
CREATE INDEX ix_mail_links_user_id ON platform.mail_links (user_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON platform.mail_links TO pp_kernel;
