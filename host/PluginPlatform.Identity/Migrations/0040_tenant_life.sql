-- A tenant's life: active, suspended, being deleted, deleted. The row of a deleted tenant stays as its tombstone, so that
-- its id never stands for somebody else.
ALTER TABLE platform.tenant DROP CONSTRAINT tenant_state_check;
ALTER TABLE platform.tenant
    ADD CONSTRAINT tenant_state_check CHECK (state IN ('active', 'suspended', 'deleting', 'deleted')),
    ADD COLUMN changed_at timestamptz,
    ADD COLUMN hosts text[] COLLATE "C" NOT NULL DEFAULT '{}',
    ADD COLUMN care_team boolean NOT NULL DEFAULT false,
    ADD COLUMN break_glass_minutes integer NOT NULL DEFAULT 60 CHECK (break_glass_minutes BETWEEN 5 AND 1440);
COMMENT ON COLUMN platform.tenant.hosts IS 'Host names under which a caller who is not signed in means this tenant.';
COMMENT ON COLUMN platform.tenant.care_team IS 'Whether those who treat see only patients they are in the care team of.';

CREATE TABLE platform.tenant_removal (
    tenant_id    text COLLATE "C" NOT NULL,
    schema_name  text NOT NULL,
    table_name   text NOT NULL,
    rows_before  bigint NOT NULL,
    rows_removed bigint NOT NULL DEFAULT 0,
    rows_after   bigint,
    finished_at  timestamptz,
    PRIMARY KEY (tenant_id, schema_name, table_name)
);
COMMENT ON TABLE platform.tenant_removal IS 'What deleting a tenant removed, table by table: shows where to resume, and stays as the receipt.';
GRANT SELECT, INSERT, UPDATE ON platform.tenant_removal TO pp_kernel;

-- The kernel at run time deletes nothing of a living tenant: this refuses any but one that is being deleted, and never
-- touches the trail.
CREATE FUNCTION platform.erase_tenant(p_table text, p_tenant text, p_limit integer) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    removed bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM platform.tenant WHERE id = p_tenant AND state = 'deleting') THEN
        RAISE EXCEPTION 'tenant % is not being deleted', p_tenant USING ERRCODE = 'PT002';
    END IF;
    IF p_table LIKE 'audit%' OR p_table IN ('tenant', 'tenancy_model', 'tenant_removal') THEN
        RAISE EXCEPTION 'table % outlives its tenants', p_table USING ERRCODE = 'PT002';
    END IF;
    PERFORM set_config('app.tenant', p_tenant, true);
    EXECUTE format(
        'DELETE FROM platform.%1$I WHERE tenant_id = $1 AND ctid = ANY (ARRAY(SELECT ctid FROM platform.%1$I WHERE tenant_id = $1 LIMIT $2))',
        p_table) USING p_tenant, p_limit;
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN removed;
END $$;
GRANT EXECUTE ON FUNCTION platform.erase_tenant(text, text, integer) TO pp_kernel;
