-- What patients want corrected, what was decided, and the patient's own words where it was refused. The correction itself is
-- an ordinary new version of the resource that the decision names.
CREATE TABLE platform.rectification (
    tenant_id       text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    id              uuid NOT NULL,
    subject         text COLLATE "C" NOT NULL,
    what            text NOT NULL,
    asked_at        timestamptz NOT NULL,
    asked_by        text NOT NULL,
    state           text NOT NULL CHECK (state IN ('open', 'corrected', 'refused')),
    reason          text,
    corrected       text CHECK (corrected ~ '^[A-Za-z]{1,64}/[A-Za-z0-9.-]{1,64}/_history/[0-9]{1,9}$'),
    decided_at      timestamptz,
    decided_by      text,
    disagreement    text,
    disagreement_at timestamptz,
    PRIMARY KEY (tenant_id, id),
    CHECK ((state = 'open') = (decided_at IS NULL)),
    CHECK ((state = 'corrected') = (corrected IS NOT NULL)),
    CHECK (disagreement IS NULL OR state = 'refused')
);
COMMENT ON TABLE platform.rectification IS 'Requests for correction. A refused one carries the patient''s statement of disagreement.';
CREATE INDEX rectification_subject ON platform.rectification (tenant_id, subject);
ALTER TABLE platform.rectification ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON platform.rectification
    USING (tenant_id = (SELECT platform.tenant())) WITH CHECK (tenant_id = (SELECT platform.tenant()));
GRANT SELECT, INSERT, UPDATE ON platform.rectification TO pp_kernel;

-- Requests for correction are erased with their patient.
CREATE OR REPLACE FUNCTION platform.erase_subject(p_table text, p_erasure uuid) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    whose text := platform.assert_erasable(p_erasure);
    removed bigint;
BEGIN
    IF p_table IN ('care_relation', 'break_glass', 'subject_consent', 'rectification') THEN
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
