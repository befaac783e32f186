-- Run once as an administrator (a superuser, or the tables' owner with CREATEROLE), connected to Odoo's
-- database. {{user}} and {{password}} are the capture login, {{database}} is the database.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{{user}}') THEN
    CREATE ROLE "{{user}}" LOGIN REPLICATION;
  END IF;
END
$$;
ALTER ROLE "{{user}}" LOGIN REPLICATION PASSWORD '{{password}}';

GRANT CONNECT ON DATABASE "{{database}}" TO "{{user}}";
GRANT USAGE ON SCHEMA public TO "{{user}}";
GRANT SELECT ON product_product, stock_location, stock_quant, stock_move TO "{{user}}";

-- The one row that the connector itself writes: the proof that the source is alive.
CREATE TABLE IF NOT EXISTS shelfwire_heartbeat (
  id smallint PRIMARY KEY,
  beat_at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO shelfwire_heartbeat (id) VALUES (1) ON CONFLICT DO NOTHING;
GRANT SELECT, UPDATE ON shelfwire_heartbeat TO "{{user}}";

-- A change must carry the row as it was: an item or location that a row leaves loses what it had.
ALTER TABLE product_product REPLICA IDENTITY FULL;
ALTER TABLE stock_location REPLICA IDENTITY FULL;
ALTER TABLE stock_quant REPLICA IDENTITY FULL;
ALTER TABLE stock_move REPLICA IDENTITY FULL;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'shelfwire') THEN
    CREATE PUBLICATION shelfwire;
  END IF;
END
$$;
ALTER PUBLICATION shelfwire
  SET TABLE product_product, stock_location, stock_quant, stock_move, shelfwire_heartbeat;
