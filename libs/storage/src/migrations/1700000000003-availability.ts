import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables of the availability stage. The partition leads every key: an item's state is in one of them. */
export class Availability1700000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE item (
        partition integer NOT NULL,
        sku text COLLATE "C" NOT NULL,
        version bigint NOT NULL,
        channels jsonb NOT NULL,
        policy_version text NOT NULL,
        last_offset bigint NOT NULL,
        recorded_at timestamptz NOT NULL,
        applied_at timestamptz NOT NULL,
        PRIMARY KEY (partition, sku)
      ) WITH (fillfactor = 80);
      COMMENT ON COLUMN item.version IS 'publish version, strictly rising';
      COMMENT ON COLUMN item.channels IS 'units each channel may sell, by channel id';

      CREATE TABLE contribution (
        partition integer NOT NULL,
        sku text COLLATE "C" NOT NULL,
        source text COLLATE "C" NOT NULL,
        table_name text COLLATE "C" NOT NULL,
        row_key text COLLATE "C" NOT NULL,
        rule text COLLATE "C" NOT NULL,
        location text COLLATE "C" NOT NULL,
        bucket text COLLATE "C",
        quantity numeric(24, 6) NOT NULL,
        epoch integer NOT NULL,
        position text COLLATE "C" NOT NULL,
        cdc_offset bigint NOT NULL,
        revision bigint NOT NULL,
        PRIMARY KEY (partition, sku, source, table_name, row_key, rule)
      ) WITH (fillfactor = 80);
      COMMENT ON TABLE contribution IS 'what each row of each source adds now, with the guard of its version';

      CREATE TABLE stock_position (
        partition integer NOT NULL,
        sku text COLLATE "C" NOT NULL,
        location text COLLATE "C" NOT NULL,
        source text COLLATE "C" NOT NULL,
        available_base numeric(24, 6) NOT NULL DEFAULT 0,
        allocated numeric(24, 6) NOT NULL DEFAULT 0,
        damaged numeric(24, 6) NOT NULL DEFAULT 0,
        quarantine numeric(24, 6) NOT NULL DEFAULT 0,
        non_sellable numeric(24, 6) NOT NULL DEFAULT 0,
        in_transit numeric(24, 6) NOT NULL DEFAULT 0,
        inbound_confirmed numeric(24, 6) NOT NULL DEFAULT 0,
        hub_version bigint NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (partition, sku, location, source)
      ) WITH (fillfactor = 80);
      COMMENT ON COLUMN stock_position.hub_version IS 'strictly rising per item and location';

      CREATE TABLE ledger_line (
        partition integer NOT NULL,
        line bigint NOT NULL,
        event_id text COLLATE "C" NOT NULL,
        sku text COLLATE "C" NOT NULL,
        location text COLLATE "C" NOT NULL,
        bucket text COLLATE "C",
        kind text NOT NULL,
        effect text NOT NULL,
        change numeric(24, 6) NOT NULL,
        contributes numeric(24, 6) NOT NULL,
        cause_type text,
        cause_id text,
        cause_line text,
        source text NOT NULL,
        table_name text NOT NULL,
        row_key text NOT NULL,
        rule text NOT NULL,
        op text NOT NULL,
        epoch integer NOT NULL,
        position text,
        transaction_id text,
        cdc_topic text NOT NULL,
        cdc_partition integer NOT NULL,
        cdc_offset bigint NOT NULL,
        input_offset bigint NOT NULL,
        version bigint NOT NULL,
        policy_version text NOT NULL,
        occurred_at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL,
        ingested_at timestamptz NOT NULL,
        applied_at timestamptz NOT NULL,
        PRIMARY KEY (partition, line)
      );
      CREATE UNIQUE INDEX ledger_line_event
        ON ledger_line (event_id, location, coalesce(bucket, ''));
      CREATE INDEX ledger_line_item ON ledger_line (sku, location, line DESC);
      CREATE INDEX ledger_line_transaction ON ledger_line (source, transaction_id, sku);
      COMMENT ON COLUMN ledger_line.change IS 'by how much the bucket moved: new contribution minus old';
      COMMENT ON COLUMN ledger_line.version IS 'the item version that this line led to';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE ledger_line; DROP TABLE stock_position; DROP TABLE contribution; DROP TABLE item',
    );
  }
}
