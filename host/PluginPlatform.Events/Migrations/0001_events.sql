-- Publishers add to the outbox inside their own transaction. One dispatcher moves committed rows into the log and gives
-- them their position there. A reader that followed the outbox's own numbers would miss events: numbers are drawn when a
-- row is written, rows appear when their transaction commits, so a lower number can appear after a higher one was read.
CREATE TABLE platform.outbox (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id   text COLLATE "C" NOT NULL,
    source      text COLLATE "C" NOT NULL,
    type        text COLLATE "C" NOT NULL,
    key         text COLLATE "C" NOT NULL,
    occurred_at timestamptz NOT NULL,
    payload     text NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_analyze_threshold = 1000000000);

-- Never pruned so far: a subscriber that nobody back-fills can follow it from its beginning.
CREATE TABLE platform.event (
    position    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id          bigint NOT NULL,
    tenant_id   text COLLATE "C" NOT NULL,
    source      text COLLATE "C" NOT NULL,
    type        text COLLATE "C" NOT NULL,
    key         text COLLATE "C" NOT NULL,
    occurred_at timestamptz NOT NULL,
    payload     text NOT NULL
);
CREATE INDEX event_by_type ON platform.event (type, position);

CREATE TABLE platform.subscription (
    id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plugin     text COLLATE "C" NOT NULL,
    handler    text COLLATE "C" NOT NULL,
    event_type text COLLATE "C" NOT NULL,
    state      text NOT NULL CHECK (state IN ('backfilling', 'following')),
    position   bigint NOT NULL,
    backfilled bigint NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (plugin, handler, event_type)
) WITH (fillfactor = 50);

CREATE TABLE platform.subscription_backfill (
    subscription_id integer NOT NULL REFERENCES platform.subscription,
    tenant_id       text COLLATE "C" NOT NULL,
    cursor          text,
    done            boolean NOT NULL,
    PRIMARY KEY (subscription_id, tenant_id)
);

-- Events a handler failed to take (retry, dead) and later ones of the same key that wait behind them (parked).
-- Back-filled events are not in the log and bring their payload; no row holds an error message, which could quote data.
CREATE TABLE platform.event_retry (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subscription_id integer NOT NULL REFERENCES platform.subscription,
    event_id        text COLLATE "C" NOT NULL,
    position        bigint NOT NULL,
    tenant_id       text COLLATE "C" NOT NULL,
    key             text COLLATE "C" NOT NULL,
    state           text NOT NULL CHECK (state IN ('retry', 'parked', 'dead')),
    attempts        integer NOT NULL,
    next_at         timestamptz NOT NULL,
    failed_at       timestamptz NOT NULL,
    error_type      text NOT NULL,
    error_code      text,
    source          text,
    occurred_at     timestamptz,
    payload         text,
    UNIQUE (subscription_id, event_id)
);
CREATE INDEX event_retry_order ON platform.event_retry (subscription_id, tenant_id, key, position, id);

-- The only way in for plugins: tenant and source are the database's own knowledge.
CREATE FUNCTION platform.publish(p_types text[], p_keys text[], p_payloads text[], p_occurred_at timestamptz) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO platform.outbox (tenant_id, source, type, key, occurred_at, payload)
    SELECT (SELECT platform.tenant()), substr(session_user, 4), e.type, e.key, p_occurred_at, e.payload
    FROM unnest(p_types, p_keys, p_payloads) WITH ORDINALITY AS e (type, key, payload, n)
    ORDER BY e.n;
    SELECT pg_notify('platform_events', '');
$$;

GRANT EXECUTE ON FUNCTION platform.publish(text[], text[], text[], timestamptz) TO pp_plugin, pp_kernel;
GRANT SELECT, DELETE ON platform.outbox TO pp_kernel;
GRANT SELECT, INSERT ON platform.event TO pp_kernel;
GRANT SELECT, INSERT, UPDATE ON platform.subscription, platform.subscription_backfill TO pp_kernel;
GRANT SELECT, INSERT, UPDATE, DELETE ON platform.event_retry TO pp_kernel;
