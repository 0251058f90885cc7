-- One partition per month of the row's time. What fits no partition goes to the default one: no row is ever refused for
-- want of a partition. Nobody but the owner has rights on partitions; the kernel reaches them through the table only.
ALTER TABLE platform.audit_event RENAME TO audit_event_before;
ALTER INDEX platform.audit_event_period RENAME TO audit_event_before_period;

-- The writer makes the id before the row is stored, because the row's proof covers it.
CREATE TABLE platform.audit_event (
    id             uuid NOT NULL,
    at             timestamptz NOT NULL,
    tenant_id      text COLLATE "C" NOT NULL,
    actor_kind     text NOT NULL,
    actor_id       text COLLATE "C" NOT NULL,
    actor_name     text,
    action         text NOT NULL,
    kinds          text[] NOT NULL,
    subjects       text[] NOT NULL,
    purpose        text NOT NULL,
    plugin         text NOT NULL,
    plugin_version text,
    operation      text NOT NULL,
    request_id     text NOT NULL,
    outcome        text NOT NULL,
    detail         text
) PARTITION BY RANGE (at);
COMMENT ON TABLE platform.audit_event IS 'Who did what to whose data, why and how it ended. Ids and fixed words only.';
CREATE TABLE platform.audit_event_default PARTITION OF platform.audit_event DEFAULT;

-- Makes the partitions of some months, UTC, where they are missing; rows that waited in the default partition move over.
CREATE FUNCTION platform.ensure_audit_partitions(p_from timestamptz, p_months integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    low   timestamptz;
    name  text;
    made  integer := 0;
BEGIN
    FOR month IN 0 .. least(p_months, 240) - 1 LOOP
        low := date_trunc('month', p_from) + make_interval(months => month);
        name := 'audit_event_' || to_char(low, 'YYYYMM');
        CONTINUE WHEN EXISTS (SELECT FROM pg_class WHERE relname = name AND relnamespace = 'platform'::regnamespace);

        -- One host at a time; who waited looks again, by a query: the name cache may not know yet.
        PERFORM pg_advisory_xact_lock(hashtextextended('platform.audit_partitions', 0));
        CONTINUE WHEN EXISTS (SELECT FROM pg_class WHERE relname = name AND relnamespace = 'platform'::regnamespace);
        LOCK TABLE platform.audit_event_default IN ACCESS EXCLUSIVE MODE;
        EXECUTE format('CREATE TABLE platform.%I (LIKE platform.audit_event INCLUDING STORAGE)', name);
        EXECUTE format('INSERT INTO platform.%I SELECT * FROM platform.audit_event_default WHERE at >= $1 AND at < $2', name)
            USING low, low + interval '1 month';
        DELETE FROM platform.audit_event_default WHERE at >= low AND at < low + interval '1 month';
        EXECUTE format('ALTER TABLE platform.audit_event ATTACH PARTITION platform.%I FOR VALUES FROM (%L) TO (%L)',
            name, low, low + interval '1 month');
        made := made + 1;
    END LOOP;
    RETURN made;
END $$;
GRANT EXECUTE ON FUNCTION platform.ensure_audit_partitions(timestamptz, integer) TO pp_kernel;

SELECT platform.ensure_audit_partitions(since, 3 + (extract(year FROM age(now(), since)) * 12 + extract(month FROM age(now(), since)))::integer)
FROM (SELECT greatest(least(min(at), now()), now() - interval '10 years') AS since FROM platform.audit_event_before) AS old;

INSERT INTO platform.audit_event
SELECT ('00000000-0000-7000-8000-' || lpad(to_hex(id), 12, '0'))::uuid, at, tenant_id, actor_kind, actor_id, actor_name, action,
    kinds, subjects, purpose, plugin, plugin_version, operation, request_id, outcome, detail
FROM platform.audit_event_before ORDER BY id;

DROP FUNCTION platform.record_access(
    timestamptz, text, text, text, text, text[], text[], text, text, text, text, text, text, text);
DROP TABLE platform.audit_event_before;

-- One narrow index keeps appends cheap; a subject's rows are found by scanning a tenant's period.
CREATE INDEX audit_event_period ON platform.audit_event (tenant_id, at);
GRANT SELECT, INSERT ON platform.audit_event TO pp_kernel;

-- Adds the row of a plugin's write inside the write's transaction. Tenant and plugin are the database's own knowledge: a row
-- that says otherwise fails the write.
CREATE FUNCTION platform.record_access(
    p_id uuid, p_at timestamptz, p_tenant text, p_actor_kind text, p_actor_id text, p_actor_name text, p_action text,
    p_kinds text[], p_subjects text[], p_purpose text, p_plugin text, p_plugin_version text, p_operation text,
    p_request_id text, p_outcome text, p_detail text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_tenant IS DISTINCT FROM platform.tenant() OR p_plugin IS DISTINCT FROM substr(session_user, 4) THEN
        RAISE EXCEPTION 'the audit row names another tenant or plugin' USING ERRCODE = 'PT002';
    END IF;
    INSERT INTO platform.audit_event VALUES (
        p_id, p_at, p_tenant, p_actor_kind, p_actor_id, p_actor_name, p_action, p_kinds, p_subjects, p_purpose,
        p_plugin, p_plugin_version, p_operation, p_request_id, p_outcome, p_detail);
END $$;
GRANT EXECUTE ON FUNCTION platform.record_access(
    uuid, timestamptz, text, text, text, text, text, text[], text[], text, text, text, text, text, text, text) TO pp_plugin;
