-- Data keys: one set per tenant, wrapped by the master key or an external key management. What is shredded stays as a
-- tombstone, which outlives the tenant: so there is no foreign key.
CREATE TABLE platform.data_key (
    id          integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id   text COLLATE "C" NOT NULL,
    use         text COLLATE "C" NOT NULL CHECK (use IN ('data', 'index')),
    state       text COLLATE "C" NOT NULL CHECK (state IN ('active', 'retired', 'shredded')),
    wrapped     bytea,
    wrapped_by  text COLLATE "C",
    created_at  timestamptz NOT NULL,
    changed_at  timestamptz NOT NULL,
    CHECK ((state = 'shredded') = (wrapped IS NULL)),
    CHECK ((wrapped IS NULL) = (wrapped_by IS NULL))
);
COMMENT ON TABLE platform.data_key IS 'Wrapped data keys of tenants; a shredded one is gone for good.';
CREATE UNIQUE INDEX data_key_active ON platform.data_key (tenant_id, use) WHERE state = 'active';
CREATE INDEX data_key_tenant ON platform.data_key (tenant_id);

-- A key moves from active to retired to shredded and never back; what it belongs to never changes.
CREATE FUNCTION platform.data_key_moves_on() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'shredded' OR (OLD.state = 'retired' AND NEW.state = 'active') THEN
        RAISE EXCEPTION 'data key % is % and stays so', OLD.id, OLD.state USING ERRCODE = 'PT002';
    END IF;
    IF (OLD.id, OLD.tenant_id, OLD.use, OLD.created_at) IS DISTINCT FROM (NEW.id, NEW.tenant_id, NEW.use, NEW.created_at) THEN
        RAISE EXCEPTION 'data key % belongs to one tenant and one use', OLD.id USING ERRCODE = 'PT002';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER data_key_moves_on BEFORE UPDATE ON platform.data_key
    FOR EACH ROW EXECUTE FUNCTION platform.data_key_moves_on();
GRANT SELECT, INSERT, UPDATE ON platform.data_key TO pp_kernel;
GRANT USAGE ON SEQUENCE platform.data_key_id_seq TO pp_kernel;
