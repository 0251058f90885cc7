-- Erasing a data subject: what keeps it back, what was asked, and what was removed, table by table.
CREATE TABLE platform.legal_hold (
    tenant_id   text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    id          uuid NOT NULL,
    subject     text COLLATE "C" NOT NULL,
    reason      text NOT NULL,
    placed_at   timestamptz NOT NULL,
    placed_by   text NOT NULL,
    until_at    timestamptz,
    released_at timestamptz,
    released_by text,
    PRIMARY KEY (tenant_id, id),
    CHECK (until_at IS NULL OR until_at > placed_at)
);
COMMENT ON TABLE platform.legal_hold IS 'Why a data subject may not be erased, by whom and how long.';
CREATE INDEX legal_hold_subject ON platform.legal_hold (tenant_id, subject) WHERE released_at IS NULL;

CREATE TABLE platform.erasure (
    tenant_id   text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    id          uuid NOT NULL,
    subject     text COLLATE "C" NOT NULL,
    reason      text NOT NULL,
    state       text NOT NULL CHECK (state IN ('planned', 'running', 'remains', 'finished')),
    asked_at    timestamptz NOT NULL,
    asked_by    text NOT NULL,
    changed_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
COMMENT ON TABLE platform.erasure IS 'Erasures of data subjects. A finished one stays as the receipt and holds nothing but the id.';
CREATE UNIQUE INDEX erasure_under_way ON platform.erasure (tenant_id, subject) WHERE state <> 'finished';

CREATE TABLE platform.erasure_step (
    tenant_id    text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    erasure_id   uuid NOT NULL,
    schema_name  text NOT NULL,
    table_name   text NOT NULL,
    rows_before  bigint NOT NULL,
    rows_removed bigint NOT NULL DEFAULT 0,
    rows_left    bigint,
    PRIMARY KEY (tenant_id, erasure_id, schema_name, table_name),
    FOREIGN KEY (tenant_id, erasure_id) REFERENCES platform.erasure ON DELETE CASCADE
);
COMMENT ON TABLE platform.erasure_step IS 'Rows that an erasure found, removed and left, per table.';

ALTER TABLE platform.legal_hold ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform.erasure ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform.erasure_step ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON platform.legal_hold USING (tenant_id = (SELECT platform.tenant())) WITH CHECK (tenant_id = (SELECT platform.tenant()));
CREATE POLICY tenant_isolation ON platform.erasure USING (tenant_id = (SELECT platform.tenant())) WITH CHECK (tenant_id = (SELECT platform.tenant()));
CREATE POLICY tenant_isolation ON platform.erasure_step USING (tenant_id = (SELECT platform.tenant())) WITH CHECK (tenant_id = (SELECT platform.tenant()));
GRANT SELECT, UPDATE ON platform.legal_hold TO pp_kernel;
GRANT SELECT, INSERT, UPDATE ON platform.erasure, platform.erasure_step TO pp_kernel;

-- Whether a text names a data subject's id, whole.
CREATE FUNCTION platform.mentions(p_text text, p_subject text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT p_text ~ ('(^|[^A-Za-z0-9.-])' || replace(p_subject, '.', '\.') || '($|[^A-Za-z0-9.-])')
$$;

-- Stands before each deletion, in its transaction: it raises unless the erasure is under way and nothing holds it back. A hold
-- takes the lock alone (hold_subject), so that what was deleted beside it was deleted before it.
CREATE FUNCTION platform.assert_erasable(p_erasure uuid) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    whose text := (SELECT e.subject FROM platform.erasure e WHERE e.tenant_id = platform.tenant() AND e.id = p_erasure AND e.state = 'running');
BEGIN
    IF whose IS NULL THEN
        RAISE EXCEPTION 'erasure % is not under way', p_erasure USING ERRCODE = 'PT003';
    END IF;
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('platform.hold.' || platform.tenant() || '/' || whose, 0));
    IF EXISTS (SELECT FROM platform.legal_hold h WHERE h.tenant_id = platform.tenant() AND h.subject = whose
               AND h.released_at IS NULL AND (h.until_at IS NULL OR h.until_at > now())) THEN
        RAISE EXCEPTION 'a legal hold keeps erasure % back', p_erasure USING ERRCODE = 'PT003';
    END IF;
    RETURN whose;
END $$;

-- The kernel at run time deletes nothing of these tables otherwise. The trail is not among them.
CREATE FUNCTION platform.erase_subject(p_table text, p_erasure uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    whose text := platform.assert_erasable(p_erasure);
    removed bigint;
BEGIN
    IF p_table IN ('care_relation', 'break_glass', 'subject_consent') THEN
        EXECUTE format('DELETE FROM platform.%I WHERE tenant_id = $1 AND subject = $2', p_table) USING platform.tenant(), whose;
    ELSIF p_table = 'event_retry' THEN
        -- One without payload of its own stands for an event of the log; it goes before that.
        DELETE FROM platform.event_retry r
        WHERE r.tenant_id = platform.tenant() AND (platform.mentions(r.key, whose) OR platform.mentions(coalesce(r.payload, ''), whose)
            OR EXISTS (SELECT FROM platform.event e WHERE e.position = r.position AND e.tenant_id = r.tenant_id
                       AND (platform.mentions(e.key, whose) OR platform.mentions(e.payload, whose))));
    ELSIF p_table IN ('outbox', 'event') THEN
        EXECUTE format('DELETE FROM platform.%I WHERE tenant_id = $1 AND (platform.mentions(key, $2) OR platform.mentions(payload, $2))', p_table)
            USING platform.tenant(), whose;
    ELSE
        RAISE EXCEPTION 'table % is not erased by subject', p_table USING ERRCODE = 'PT003';
    END IF;
    GET DIAGNOSTICS removed = ROW_COUNT;
    RETURN removed;
END $$;

CREATE FUNCTION platform.hold_subject(
    p_id uuid, p_subject text, p_reason text, p_at timestamptz, p_by text, p_until timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('platform.hold.' || platform.tenant() || '/' || p_subject, 0));
    INSERT INTO platform.legal_hold (tenant_id, id, subject, reason, placed_at, placed_by, until_at)
    VALUES (platform.tenant(), p_id, p_subject, p_reason, p_at, p_by, p_until);
END $$;
GRANT EXECUTE ON FUNCTION platform.mentions(text, text), platform.assert_erasable(uuid) TO pp_kernel, pp_plugin;
GRANT EXECUTE ON FUNCTION platform.erase_subject(text, uuid), platform.hold_subject(uuid, text, text, timestamptz, text, timestamptz) TO pp_kernel;
