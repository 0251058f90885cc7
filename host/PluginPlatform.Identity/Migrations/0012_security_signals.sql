-- Every host keeps clients and validated tokens in memory. The database itself tells them what no longer holds, so that no
-- part of the platform, and nobody at a psql prompt, can forget to.
-- Arguments: a word for the kind, and the column that says which. Other tables join with a trigger of their own.
CREATE FUNCTION platform.tell_security() RETURNS trigger
    LANGUAGE plpgsql SET search_path = platform, pg_catalog AS $$
BEGIN
    PERFORM pg_notify('platform_security', TG_ARGV[0] || ':' || (to_jsonb(COALESCE(NEW, OLD)) ->> TG_ARGV[1]));
    RETURN NULL;
END $$;

-- Tokens taken back before they expired; kept until they would have.
CREATE TABLE platform.revoked_tokens (
    jti varchar(64) COLLATE "C" PRIMARY KEY,
    expires_at timestamptz NOT NULL
);
COMMENT ON TABLE platform.revoked_tokens IS 'shared: checked before a tenant is known';
CREATE INDEX ix_revoked_tokens_expires_at ON platform.revoked_tokens (expires_at);
GRANT SELECT, INSERT, DELETE ON platform.revoked_tokens TO pp_kernel;

CREATE TRIGGER tell_security AFTER UPDATE OR DELETE ON platform.clients
    FOR EACH ROW EXECUTE FUNCTION platform.tell_security('client', 'id');
CREATE TRIGGER tell_security AFTER UPDATE OF state OR DELETE ON platform.tenant
    FOR EACH ROW EXECUTE FUNCTION platform.tell_security('tenant', 'id');
CREATE TRIGGER tell_security AFTER INSERT OR UPDATE OR DELETE ON platform.signing_keys
    FOR EACH ROW EXECUTE FUNCTION platform.tell_security('key', 'kid');
CREATE TRIGGER tell_security AFTER INSERT ON platform.revoked_tokens
    FOR EACH ROW EXECUTE FUNCTION platform.tell_security('token', 'jti');
