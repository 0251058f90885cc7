-- What data subjects decided about their data: who may treat by it, whether it serves research, which programs read it. A
-- denial is part of each table's policy (SecureSubjects.cs), so that searches, totals, reads and graphs agree.
CREATE TABLE platform.subject_consent (
    tenant_id    text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    id           uuid NOT NULL,
    subject      text COLLATE "C" NOT NULL,
    party        text COLLATE "C" NOT NULL
                 CHECK (party IN ('treatment:*', 'client:*', 'research') OR party ~ '^(user:[0-9a-f-]{36}|role:[a-z_]{1,40}|client:[ -~]{1,128})$'),
    decision     text COLLATE "C" NOT NULL CHECK (decision IN ('deny', 'permit')),
    note         text NOT NULL,
    from_at      timestamptz NOT NULL,
    until_at     timestamptz,
    given_by     text NOT NULL,
    withdrawn_at timestamptz,
    withdrawn_by text,
    area         text COLLATE "C" NOT NULL GENERATED ALWAYS AS (
        CASE WHEN party = 'research' THEN 'research' WHEN party LIKE 'client:%' THEN 'app' ELSE 'treatment' END) STORED,
    breadth      smallint NOT NULL GENERATED ALWAYS AS (CASE WHEN party LIKE '%:*' THEN 3 WHEN party LIKE 'role:%' THEN 2 ELSE 1 END) STORED,
    PRIMARY KEY (tenant_id, id),
    CHECK (until_at IS NULL OR until_at > from_at),
    CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
);
COMMENT ON TABLE platform.subject_consent IS 'Decisions of data subjects. A withdrawn one stays, as the record of what held when.';
COMMENT ON COLUMN platform.subject_consent.area IS 'Within an area the narrowest decision holds, and of equally narrow ones the denial.';
CREATE UNIQUE INDEX subject_consent_standing ON platform.subject_consent (tenant_id, party, subject) WHERE withdrawn_at IS NULL;
CREATE INDEX subject_consent_subject ON platform.subject_consent (tenant_id, subject);

-- Not forced: the owner, whom nobody logs in as, answers the function below for every tenant.
ALTER TABLE platform.subject_consent ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON platform.subject_consent
    USING (tenant_id = (SELECT platform.tenant())) WITH CHECK (tenant_id = (SELECT platform.tenant()));
GRANT SELECT, INSERT, UPDATE ON platform.subject_consent TO pp_kernel;

ALTER TABLE platform.tenant ADD COLUMN break_glass_over_consent boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN platform.tenant.break_glass_over_consent IS 'Whether emergency access opens what a patient withholds from those who treat.';

-- As whom the call comes (app.parties, one a line): user:, role:, client:, treatment:*, client:*, research. None is a
-- plugin at its own work, from which nothing is withheld. Null when nothing is withheld, else an object with a key for each
-- data subject whose consent keeps the call out: a binary search per row.
CREATE FUNCTION platform.withheld() RETURNS jsonb
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parties text[] := string_to_array(nullif(current_setting('app.parties', true), ''), E'\n');
BEGIN
    -- Most tenants have no decision most of the time; asking that first spares each read the sorting below.
    IF parties IS NULL OR NOT EXISTS (SELECT FROM platform.subject_consent c WHERE c.tenant_id = platform.tenant() AND c.withdrawn_at IS NULL) THEN
        RETURN NULL;
    END IF;
    RETURN (
        SELECT jsonb_object_agg(d.subject, true)
        FROM (
            SELECT DISTINCT ON (c.subject, c.area) c.subject, c.area, c.decision
            FROM platform.subject_consent c
            WHERE c.tenant_id = platform.tenant() AND c.party = ANY (parties) AND c.withdrawn_at IS NULL
              AND c.from_at <= now() AND (c.until_at IS NULL OR c.until_at > now())
            ORDER BY c.subject, c.area, c.breadth, c.decision) d
        WHERE d.decision = 'deny' AND NOT (d.area = 'treatment' AND EXISTS (
            SELECT FROM platform.break_glass b JOIN platform.tenant t ON t.id = b.tenant_id
            WHERE b.tenant_id = platform.tenant() AND t.break_glass_over_consent AND b.subject = d.subject
              AND 'user:' || b.user_id = ANY (parties) AND b.at <= now() AND b.until_at > now())));
END $$;
GRANT EXECUTE ON FUNCTION platform.withheld() TO pp_kernel, pp_plugin;
