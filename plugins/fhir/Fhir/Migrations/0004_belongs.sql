-- Rows that say nothing of whose they are belong to the row of a table that does, and are erased with it.
COMMENT ON COLUMN token_index.key IS 'belongs to: resource.key';
COMMENT ON COLUMN string_index.key IS 'belongs to: resource.key';
COMMENT ON COLUMN date_index.key IS 'belongs to: resource.key';
COMMENT ON COLUMN reference_index.key IS 'belongs to: resource.key';
COMMENT ON COLUMN quantity_index.key IS 'belongs to: resource.key';
