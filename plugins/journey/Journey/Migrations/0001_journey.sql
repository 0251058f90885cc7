-- Revisions only ever differ; they never count anything. One sequence serves all tenants.
CREATE SEQUENCE revision;

-- Which version of each resource the graph holds: an older one never overwrites a newer, whatever the order of events.
CREATE TABLE source (
    tenant_id text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    resource text COLLATE "C" NOT NULL,
    subject text COLLATE "C",
    version int NOT NULL,
    mapping int NOT NULL,
    PRIMARY KEY (tenant_id, resource)
);
COMMENT ON COLUMN source.resource IS 'Type/id';
COMMENT ON COLUMN source.subject IS 'Patient id; null when deleted or in nobody''s journey';
COMMENT ON COLUMN source.mapping IS 'Revision of the mapping rules the nodes were made with';

CREATE TABLE node (
    tenant_id text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    resource text COLLATE "C" NOT NULL,
    part smallint NOT NULL,
    subject text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    label text NOT NULL,
    start_at timestamptz,
    end_at timestamptz,
    start_text text,
    end_text text,
    status text,
    code text,
    codes text[] NOT NULL,
    reasons text[] NOT NULL,
    value_number float8,
    value_text text,
    unit text,
    low float8,
    high float8,
    detail text,
    PRIMARY KEY (tenant_id, resource, part)
);
COMMENT ON COLUMN node.part IS '0 for the resource itself, 1 upwards for its components';
COMMENT ON COLUMN node.start_text IS 'As recorded: the precision of FHIR dates is part of what they say';
COMMENT ON COLUMN node.codes IS 'system|code of every coding';
COMMENT ON COLUMN node.reasons IS 'system|code of every coded reason, for connections that no reference states';
CREATE INDEX node_subject ON node (tenant_id, subject, start_at);

-- Edges name resources, not nodes: they may come before either end and show once both are there.
CREATE TABLE edge (
    tenant_id text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    resource text COLLATE "C" NOT NULL,
    from_resource text COLLATE "C" NOT NULL,
    to_resource text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    subject text COLLATE "C" NOT NULL,
    date_text text,
    PRIMARY KEY (tenant_id, resource, from_resource, to_resource, kind)
);
COMMENT ON COLUMN edge.resource IS 'The resource that states the connection; it goes when that goes';
CREATE INDEX edge_subject ON edge (tenant_id, subject);

CREATE TABLE subject (
    tenant_id text COLLATE "C" NOT NULL DEFAULT platform.tenant(),
    subject text COLLATE "C" NOT NULL,
    revision bigint NOT NULL,
    present boolean NOT NULL DEFAULT false,
    deceased text,
    PRIMARY KEY (tenant_id, subject)
);
COMMENT ON COLUMN subject.present IS 'Whether the Patient resource itself has been seen and not deleted since';
COMMENT ON COLUMN subject.deceased IS 'deceasedDateTime, or true';
