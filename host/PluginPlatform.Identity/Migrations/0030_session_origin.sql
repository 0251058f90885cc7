-- What a user sees of his sessions: when it was last used, from where (the network, not the address) and by what (words made
-- from the browser's name; the name itself, which may tell one device from another, is not kept).
ALTER TABLE platform.user_sessions
    ADD COLUMN last_seen_at timestamptz,
    ADD COLUMN network varchar(64) NOT NULL DEFAULT '',
    ADD COLUMN browser varchar(32) NOT NULL DEFAULT '',
    ADD COLUMN system varchar(32) NOT NULL DEFAULT '',
    ADD COLUMN method varchar(32) NOT NULL DEFAULT 'password';
UPDATE platform.user_sessions SET last_seen_at = started_at;
ALTER TABLE platform.user_sessions ALTER COLUMN last_seen_at SET NOT NULL;
