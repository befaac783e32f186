import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What numbers are made of beside stock: sales, counts, what is on order, and promises made on it. */
export class History1700000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE contribution
        ADD COLUMN sold_day integer,
        ADD COLUMN sold numeric(24, 6),
        ADD COLUMN purchase text,
        ADD COLUMN inbound numeric(24, 6),
        ADD COLUMN vendor text,
        ADD COLUMN eta date;
      CREATE INDEX contribution_inbound ON contribution (partition, sku)
        WHERE purchase IS NOT NULL;
      COMMENT ON COLUMN contribution.sold IS
        'units that the row says were sold on sold_day, days since 1970; negative: taken back';
      COMMENT ON COLUMN contribution.purchase IS 'purchase order of goods on their way';
      COMMENT ON COLUMN contribution.inbound IS
        'what the row adds to goods on their way; negative: they arrived';

      CREATE TABLE item_history (
        partition integer NOT NULL,
        sku text COLLATE "C" NOT NULL,
        location text COLLATE "C" NOT NULL,
        source text COLLATE "C" NOT NULL,
        newest_day integer NOT NULL,
        days json NOT NULL,
        sizes json NOT NULL,
        counted_at timestamptz,
        PRIMARY KEY (partition, sku, location, source)
      );
      COMMENT ON COLUMN item_history.newest_day IS 'days since 1970 of the newest sale; 0: none';
      COMMENT ON COLUMN item_history.days IS
        'up to 28 of [day, lines, tenths of a unit, sum of squared tenths]';
      COMMENT ON COLUMN item_history.sizes IS
        'lines by size: [bin, lines] of this era of 28 days and of the one before';

      ALTER TABLE item ADD COLUMN offers jsonb, ADD COLUMN due_at timestamptz;
      CREATE INDEX item_due ON item (partition, due_at) WHERE due_at IS NOT NULL;
      COMMENT ON COLUMN item.offers IS 'by channel: status, pickup, orders ahead; null: units say all';
      COMMENT ON COLUMN item.due_at IS 'when time alone may change the numbers';

      CREATE INDEX publication_acknowledged ON publication (channel, acknowledged_at)
        WHERE acknowledged_at IS NOT NULL;

      CREATE TABLE order_promise (
        id uuid NOT NULL,
        channel text NOT NULL,
        order_type text NOT NULL,
        order_id text NOT NULL,
        sku text COLLATE "C" NOT NULL,
        cause_id text NOT NULL,
        units numeric(24, 6) NOT NULL CHECK (units > 0),
        served numeric(24, 6) NOT NULL DEFAULT 0 CHECK (served BETWEEN 0 AND units),
        promised_for date NOT NULL,
        promised_at timestamptz NOT NULL,
        policy_version text NOT NULL,
        closed_at timestamptz,
        PRIMARY KEY (channel, order_type, order_id, sku)
      );
      CREATE INDEX order_promise_open ON order_promise (sku) WHERE closed_at IS NULL;
      CREATE INDEX order_promise_oldest ON order_promise (promised_at) WHERE closed_at IS NULL;
      COMMENT ON TABLE order_promise IS 'the first date that an order was promised, which stays';
      COMMENT ON COLUMN order_promise.cause_id IS 'the order as the authority will call it';
      COMMENT ON COLUMN order_promise.served IS 'units that came and are claimed for the order';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE order_promise;
      DROP INDEX publication_acknowledged;
      DROP INDEX item_due;
      ALTER TABLE item DROP COLUMN offers, DROP COLUMN due_at;
      DROP TABLE item_history;
      DROP INDEX contribution_inbound;
      ALTER TABLE contribution
        DROP COLUMN sold_day, DROP COLUMN sold, DROP COLUMN purchase, DROP COLUMN inbound,
        DROP COLUMN vendor,
        DROP COLUMN eta;
    `);
  }
}
