-- Months that were dropped by policy. Their seals stay, with the id and hash of every row, so that the chain still verifies;
-- a record tells how many rows there were and the root over them, with a MAC whose key the database does not hold.
CREATE TABLE platform.audit_dropped (
    month      date PRIMARY KEY CHECK (month = date_trunc('month', month)),
    dropped_at timestamptz NOT NULL,
    kept       integer NOT NULL,
    rows       bigint NOT NULL,
    root       bytea NOT NULL,
    key_id     bigint NOT NULL,
    mac        bytea NOT NULL
);
COMMENT ON TABLE platform.audit_dropped IS 'Months of the trail that a retention policy ended; ADR 25.';
GRANT SELECT ON platform.audit_dropped TO pp_kernel;

-- Drops one whole month of the trail and keeps its record, or does neither. Whatever its caller says: not before a year has
-- passed, and only when the partition holds as many rows as were sealed.
CREATE FUNCTION platform.drop_audit_month(
    p_month date, p_dropped_at timestamptz, p_kept integer, p_rows bigint, p_root bytea, p_key_id bigint, p_mac bytea) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '10s' AS $$
DECLARE
    name  text := 'audit_event_' || to_char(p_month, 'YYYYMM');
    found bigint;
BEGIN
    IF p_kept < 12 OR p_month + make_interval(months => 1 + p_kept) > now() THEN
        RAISE EXCEPTION 'the month % is to be kept', p_month USING ERRCODE = 'PT002';
    END IF;
    LOCK TABLE platform.audit_event IN ACCESS EXCLUSIVE MODE;
    EXECUTE format('SELECT count(*) FROM platform.%I', name) INTO found;
    IF found <> p_rows THEN
        RAISE EXCEPTION 'the month % holds % rows, and % are sealed', p_month, found, p_rows USING ERRCODE = 'PT002';
    END IF;
    INSERT INTO platform.audit_dropped VALUES (p_month, p_dropped_at, p_kept, p_rows, p_root, p_key_id, p_mac);
    EXECUTE format('DROP TABLE platform.%I', name);
END $$;
GRANT EXECUTE ON FUNCTION platform.drop_audit_month(date, timestamptz, integer, bigint, bytea, bigint, bytea) TO pp_kernel;

-- The months there are, oldest first.
CREATE FUNCTION platform.audit_months() RETURNS SETOF date
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT to_date(substr(c.relname, 13), 'YYYYMM') FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'platform.audit_event'::regclass AND c.relname ~ '^audit_event_[0-9]{6}$' ORDER BY 1
$$;
GRANT EXECUTE ON FUNCTION platform.audit_months() TO pp_kernel;
