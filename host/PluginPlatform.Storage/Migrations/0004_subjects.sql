-- Whose data within the tenant a call sees. The kernel sets app.view together with app.tenant: empty for everyone in the
-- tenant, own:<subject> for one data subject, care:<user> for those in whose care team the user is. Tables that say whose
-- a row is get a restrictive policy from these functions; anything else in app.view sees nothing.

CREATE TABLE platform.care_relation (
    tenant_id text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    user_id   uuid NOT NULL,
    subject   text COLLATE "C" NOT NULL,
    from_at   timestamptz NOT NULL,
    until_at  timestamptz,
    set_by    text NOT NULL,
    PRIMARY KEY (tenant_id, user_id, subject),
    CHECK (until_at IS NULL OR until_at > from_at)
);
COMMENT ON TABLE platform.care_relation IS 'Who is in whose care team, and when.';
CREATE INDEX care_relation_subject ON platform.care_relation (tenant_id, subject);

CREATE TABLE platform.break_glass (
    tenant_id text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    id        uuid NOT NULL,
    user_id   uuid NOT NULL,
    user_name text NOT NULL,
    subject   text COLLATE "C" NOT NULL,
    reason    text NOT NULL,
    at        timestamptz NOT NULL,
    until_at  timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    CHECK (until_at > at)
);
COMMENT ON TABLE platform.break_glass IS 'Emergency access: one user, one data subject, for a while, with the reason given.';
CREATE INDEX break_glass_user ON platform.break_glass (tenant_id, user_id, until_at);

-- Not forced: the owner, whom nobody logs in as, answers the functions below for every tenant.
ALTER TABLE platform.care_relation ENABLE ROW LEVEL SECURITY;
ALTER TABLE platform.break_glass ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON platform.care_relation
    USING (tenant_id = (SELECT platform.tenant())) WITH CHECK (tenant_id = (SELECT platform.tenant()));
CREATE POLICY tenant_isolation ON platform.break_glass
    USING (tenant_id = (SELECT platform.tenant())) WITH CHECK (tenant_id = (SELECT platform.tenant()));
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.care_relation TO pp_kernel;
GRANT SELECT, INSERT, UPDATE ON platform.break_glass TO pp_kernel;

CREATE FUNCTION platform.sees_everyone() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(current_setting('app.view', true), '') = ''
$$;

CREATE FUNCTION platform.sees_nobodys() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT current_setting('app.view', true) LIKE 'care:%'
$$;

CREATE FUNCTION platform.sees() RETURNS text[]
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    view text := coalesce(current_setting('app.view', true), '');
BEGIN
    IF view LIKE 'own:_%' THEN
        RETURN ARRAY[substr(view, 5)];
    ELSIF view LIKE 'care:_%' THEN
        RETURN ARRAY(
            SELECT c.subject FROM platform.care_relation c
            WHERE c.tenant_id = platform.tenant() AND c.user_id = substr(view, 6)::uuid
              AND c.from_at <= now() AND (c.until_at IS NULL OR c.until_at > now())
            UNION
            SELECT b.subject FROM platform.break_glass b
            WHERE b.tenant_id = platform.tenant() AND b.user_id = substr(view, 6)::uuid AND b.at <= now() AND b.until_at > now());
    END IF;
    RETURN '{}';
END $$;
GRANT EXECUTE ON FUNCTION platform.sees_everyone(), platform.sees_nobodys(), platform.sees() TO pp_kernel, pp_plugin;

-- Emergency access under way, of every tenant: audit rows name its purpose by it.
CREATE FUNCTION platform.active_break_glass() RETURNS TABLE (user_id uuid, subject text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT b.user_id, b.subject FROM platform.break_glass b WHERE b.at <= now() AND b.until_at > now()
$$;
GRANT EXECUTE ON FUNCTION platform.active_break_glass() TO pp_kernel;
