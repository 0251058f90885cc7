-- The clinical record: current resources, older versions, and what they are found by.
-- Every search goes through operators PostgreSQL knows to be leakproof (=, <, >= on "C" text, bigint, timestamptz, float8):
-- under row-level security no other operator can use an index.

-- One number per resource, given at its first version and kept: what index rows point at and what pages are ordered by.
CREATE SEQUENCE resource_key;

CREATE TABLE resource (
    tenant_id  text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    type       text COLLATE "C" NOT NULL,
    id         text COLLATE "C" NOT NULL,
    key        bigint NOT NULL,
    version    integer NOT NULL CHECK (version > 0),
    updated_at timestamptz NOT NULL,
    subjects   text[] COLLATE "C" NOT NULL,
    content    bytea,
    PRIMARY KEY (tenant_id, type, id),
    UNIQUE (tenant_id, type, key)
);
COMMENT ON TABLE resource IS 'The current version of each resource; content is null when it is deleted.';
CREATE INDEX resource_updated ON resource (tenant_id, type, updated_at, key);

CREATE TABLE resource_history (
    tenant_id  text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    type       text COLLATE "C" NOT NULL,
    id         text COLLATE "C" NOT NULL,
    version    integer NOT NULL,
    updated_at timestamptz NOT NULL,
    subjects   text[] COLLATE "C" NOT NULL,
    content    bytea,
    PRIMARY KEY (tenant_id, type, id, version)
);
COMMENT ON TABLE resource_history IS 'Versions before the current one; content is null for a deletion.';

-- lz4 is three times faster than pglz; a server built without it keeps its default.
DO $$
BEGIN
    ALTER TABLE resource ALTER COLUMN content SET COMPRESSION lz4;
    ALTER TABLE resource_history ALTER COLUMN content SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
    RAISE NOTICE 'this PostgreSQL has no lz4; contents are compressed with pglz';
END $$;

-- "param" is the 32-bit FNV-1a hash of "{type}.{code}" (ParameterKeys.cs): stable, the same in every database, and four
-- bytes instead of twenty. It implies the resource type. Texts too long for an index key end in their SHA-256.

CREATE TABLE token_index (
    tenant_id text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    param     integer NOT NULL,
    code      text COLLATE "C" NOT NULL,
    system    text COLLATE "C" NOT NULL,
    key       bigint NOT NULL
);
COMMENT ON TABLE token_index IS 'Codes, identifiers, flags and URIs (system is empty when there is none).';
CREATE INDEX token_search ON token_index (tenant_id, param, code, system, key);
CREATE INDEX token_resource ON token_index (key);

CREATE TABLE string_index (
    tenant_id text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    param     integer NOT NULL,
    value     text COLLATE "C" NOT NULL,
    exact     text COLLATE "C" NOT NULL,
    key       bigint NOT NULL
);
COMMENT ON TABLE string_index IS 'Texts, without case and accents in value, as written in exact.';
CREATE INDEX string_search ON string_index (tenant_id, param, value, key);
CREATE INDEX string_resource ON string_index (key);

CREATE TABLE date_index (
    tenant_id text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    param     integer NOT NULL,
    low       timestamptz NOT NULL,
    high      timestamptz NOT NULL,
    key       bigint NOT NULL
);
COMMENT ON TABLE date_index IS 'Spans of time [low, high); open ends are infinite.';
CREATE INDEX date_search_low ON date_index (tenant_id, param, low, high, key);
CREATE INDEX date_search_high ON date_index (tenant_id, param, high, low, key);
CREATE INDEX date_resource ON date_index (key);

CREATE TABLE reference_index (
    tenant_id text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    target    text COLLATE "C" NOT NULL,
    param     integer NOT NULL,
    key       bigint NOT NULL
);
COMMENT ON TABLE reference_index IS 'Links: target is Type/id or an address elsewhere; param 0 is a link no search parameter covers.';
CREATE INDEX reference_search ON reference_index (tenant_id, target, param, key);
CREATE INDEX reference_resource ON reference_index (key);

CREATE TABLE quantity_index (
    tenant_id text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    param     integer NOT NULL,
    low       double precision NOT NULL,
    high      double precision NOT NULL,
    system    text COLLATE "C" NOT NULL,
    code      text COLLATE "C" NOT NULL,
    unit      text COLLATE "C" NOT NULL,
    key       bigint NOT NULL
);
COMMENT ON TABLE quantity_index IS 'Numbers and amounts as the span [low, high) their precision stands for.';
CREATE INDEX quantity_search_low ON quantity_index (tenant_id, param, low, high, key);
CREATE INDEX quantity_search_high ON quantity_index (tenant_id, param, high, low, key);
CREATE INDEX quantity_resource ON quantity_index (key);

CREATE TABLE compartment (
    tenant_id text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    subject   text COLLATE "C" NOT NULL,
    type      text COLLATE "C" NOT NULL,
    key       bigint NOT NULL,
    PRIMARY KEY (tenant_id, subject, key)
);
COMMENT ON TABLE compartment IS 'Which resources are about which patient.';
CREATE INDEX compartment_resource ON compartment (key);
