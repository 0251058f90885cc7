-- The key under which blocking keys are hashed. They are made of names, dates and numbers; hashed under a tenant's own key
-- they cannot be told by trying values, nor compared between tenants.
CREATE TABLE secret (
    tenant_id text COLLATE "C" NOT NULL DEFAULT platform.tenant() PRIMARY KEY,
    hash_key  bytea NOT NULL CHECK (length(hash_key) = 32)
);

CREATE TABLE person (
    tenant_id        text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    patient_id       text COLLATE "C" NOT NULL,
    version          integer NOT NULL,
    features         bytea NOT NULL,
    basis            text COLLATE "C" NOT NULL,
    golden_record_id uuid,
    scored_at        timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, patient_id)
);
CREATE INDEX person_golden_record ON person (tenant_id, golden_record_id);
COMMENT ON COLUMN person.version IS 'Version of the Patient that was scored.';
COMMENT ON COLUMN person.features IS 'The normalised person, UTF-8 JSON; compared byte by byte to see whether an update matters.';
COMMENT ON COLUMN person.basis IS 'Names the rules and figures it was scored by; another name means that it is to be scored anew.';

CREATE TABLE blocking_key (
    tenant_id  text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    key        bigint NOT NULL,
    patient_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (tenant_id, key, patient_id)
);
CREATE INDEX blocking_key_patient ON blocking_key (tenant_id, patient_id);
COMMENT ON COLUMN blocking_key.key IS 'First 64 bits of HMAC-SHA-256; two keys that collide cost one comparison in vain.';

CREATE TABLE golden_record (
    tenant_id  text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    id         uuid NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id)
);

-- Pairs that match or may match. Whether a pair is linked is not kept here: it is when both persons share a golden record.
CREATE TABLE link (
    tenant_id   text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    first_id    text COLLATE "C" NOT NULL,
    second_id   text COLLATE "C" NOT NULL,
    probability float8 NOT NULL,
    weight      float8 NOT NULL,
    is_match    boolean NOT NULL,
    rules       integer NOT NULL,
    fields      jsonb NOT NULL,
    PRIMARY KEY (tenant_id, first_id, second_id),
    CHECK (first_id < second_id)
);
CREATE INDEX link_second ON link (tenant_id, second_id);
COMMENT ON COLUMN link.rules IS 'Safety rules that held, as flags.';
COMMENT ON COLUMN link.fields IS 'Per field: level and weight in bits.';
