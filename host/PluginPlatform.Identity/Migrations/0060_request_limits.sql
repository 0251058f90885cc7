-- How many requests a client may make in a minute; null for the platform's own limit.
ALTER TABLE platform.clients ADD COLUMN requests_per_minute integer CHECK (requests_per_minute > 0);
