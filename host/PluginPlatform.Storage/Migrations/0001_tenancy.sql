CREATE TABLE platform.tenant (
    id         text COLLATE "C" PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
    name       text NOT NULL,
    state      text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'suspended')),
    created_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE platform.tenant IS 'Organisations whose data the database keeps apart.';
GRANT SELECT, INSERT, UPDATE ON platform.tenant TO pp_kernel;

-- The call's tenant. It raises rather than return null: a forgotten tenant must be an error, not an empty answer.
CREATE FUNCTION platform.tenant() RETURNS text
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
    current text := current_setting('app.tenant', true);
BEGIN
    IF current IS NULL OR current = '' THEN
        RAISE EXCEPTION 'no tenant is set' USING ERRCODE = 'PT001',
            HINT = 'Reach tenant tables through ITenantDatabase, or set app.tenant in the same transaction.';
    END IF;
    RETURN current;
END $$;
GRANT EXECUTE ON FUNCTION platform.tenant() TO pp_kernel, pp_plugin;

-- Carries the policy that every tenant table must have; the check compares with it what the catalogue says of the others.
CREATE TABLE platform.tenancy_model (tenant_id text COLLATE "C" NOT NULL);
ALTER TABLE platform.tenancy_model ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON platform.tenancy_model
    USING (tenant_id = (SELECT platform.tenant())) WITH CHECK (tenant_id = (SELECT platform.tenant()));
