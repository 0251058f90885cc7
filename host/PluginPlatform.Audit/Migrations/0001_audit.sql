-- Append-only: the kernel may add and read rows, plugins only add their own through record_access; nobody changes or deletes.
CREATE TABLE platform.audit_event (
    id             bigint GENERATED ALWAYS AS IDENTITY,
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
);
COMMENT ON TABLE platform.audit_event IS 'Who did what to whose data, why and how it ended. Ids and fixed words only.';

-- One narrow index keeps appends cheap; a subject's rows are found by scanning a tenant's period.
CREATE INDEX audit_event_period ON platform.audit_event (tenant_id, at);
GRANT SELECT, INSERT ON platform.audit_event TO pp_kernel;

-- Adds the row of a plugin's write inside the write's transaction. Tenant and plugin are the database's own knowledge;
-- the version is kept only when the call's plugin is the one that writes.
CREATE FUNCTION platform.record_access(
    p_at timestamptz, p_actor_kind text, p_actor_id text, p_actor_name text, p_action text, p_kinds text[],
    p_subjects text[], p_purpose text, p_plugin text, p_plugin_version text, p_operation text, p_request_id text,
    p_outcome text, p_detail text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO platform.audit_event (
        at, tenant_id, actor_kind, actor_id, actor_name, action, kinds, subjects, purpose, plugin, plugin_version,
        operation, request_id, outcome, detail)
    VALUES (
        p_at, platform.tenant(), p_actor_kind, p_actor_id, p_actor_name, p_action, p_kinds, p_subjects, p_purpose,
        substr(session_user, 4), CASE WHEN p_plugin = substr(session_user, 4) THEN p_plugin_version END,
        p_operation, p_request_id, p_outcome, p_detail)
$$;
GRANT EXECUTE ON FUNCTION platform.record_access(
    timestamptz, text, text, text, text, text[], text[], text, text, text, text, text, text, text) TO pp_plugin;
