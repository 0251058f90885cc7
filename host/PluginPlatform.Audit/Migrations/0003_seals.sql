-- Seals close batches of rows. A seal lists its rows (id and leaf hash, 48 bytes each, in the order of their positions),
-- carries the root over the hashes and the root of the seal before, and a MAC whose key the database does not hold.
CREATE TABLE platform.audit_seal (
    chain          uuid NOT NULL,
    number         bigint NOT NULL,
    at             timestamptz NOT NULL,
    first_position bigint NOT NULL,
    previous       bytea NOT NULL,
    root           bytea NOT NULL,
    key_id         bigint NOT NULL,
    mac            bytea NOT NULL,
    entries        bytea NOT NULL,
    PRIMARY KEY (chain, number)
);
COMMENT ON TABLE platform.audit_seal IS 'One chain per data folder; ADR 18.';
ALTER TABLE platform.audit_seal ALTER COLUMN entries SET STORAGE EXTERNAL;
CREATE INDEX audit_seal_time ON platform.audit_seal (at);
GRANT SELECT, INSERT ON platform.audit_seal TO pp_kernel;

-- Rows of writes are stored by the plugin's transaction and sealed right after it. Until then the proof, made outside the
-- database, tells them from rows that somebody else put there.
ALTER TABLE platform.audit_event ADD COLUMN proof bytea;
CREATE INDEX audit_event_written ON platform.audit_event (at) WHERE proof IS NOT NULL;

DROP FUNCTION platform.record_access(
    uuid, timestamptz, text, text, text, text, text, text[], text[], text, text, text, text, text, text, text);
CREATE FUNCTION platform.record_access(
    p_id uuid, p_at timestamptz, p_tenant text, p_actor_kind text, p_actor_id text, p_actor_name text, p_action text,
    p_kinds text[], p_subjects text[], p_purpose text, p_plugin text, p_plugin_version text, p_operation text,
    p_request_id text, p_outcome text, p_detail text, p_proof bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF p_tenant IS DISTINCT FROM platform.tenant() OR p_plugin IS DISTINCT FROM substr(session_user, 4) THEN
        RAISE EXCEPTION 'the audit row names another tenant or plugin' USING ERRCODE = 'PT002';
    END IF;
    INSERT INTO platform.audit_event VALUES (
        p_id, p_at, p_tenant, p_actor_kind, p_actor_id, p_actor_name, p_action, p_kinds, p_subjects, p_purpose,
        p_plugin, p_plugin_version, p_operation, p_request_id, p_outcome, p_detail, coalesce(p_proof, ''));
END $$;
GRANT EXECUTE ON FUNCTION platform.record_access(
    uuid, timestamptz, text, text, text, text, text, text[], text[], text, text, text, text, text, text, text, bytea) TO pp_plugin;
