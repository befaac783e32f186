import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Claims on stock, the one row per item and location that admits them, and what came of their calls. */
export class Claims1700000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE location_stock (
        partition integer NOT NULL,
        sku text COLLATE "C" NOT NULL,
        location text COLLATE "C" NOT NULL,
        available_base numeric(24, 6) NOT NULL,
        sellable_to text NOT NULL DEFAULT 'all' CHECK (
          sellable_to IN ('all', 'first_party', 'nobody')),
        claimed numeric(24, 6) NOT NULL DEFAULT 0 CHECK (claimed >= 0),
        PRIMARY KEY (partition, sku, location)
      ) WITH (fillfactor = 80);
      CREATE INDEX location_stock_item ON location_stock (sku, location);
      CREATE INDEX location_stock_claimed ON location_stock (partition, sku, location)
        WHERE claimed > 0;
      COMMENT ON COLUMN location_stock.available_base
        IS 'what counts for the item and location; written by the availability stage only';
      COMMENT ON COLUMN location_stock.sellable_to
        IS 'first_party: its source is silent; nobody: it is in doubt';
      COMMENT ON COLUMN location_stock.claimed IS 'sum of what its held claim lines have open';

      CREATE TABLE claim (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('reservation', 'order')),
        state text NOT NULL CHECK (
          state IN ('active', 'committed', 'released', 'expired', 'absorbed', 'exception')),
        version integer NOT NULL DEFAULT 1,
        channel text NOT NULL,
        shopper text NOT NULL,
        stage text NOT NULL,
        customer_key text,
        idempotency_key text,
        order_type text,
        order_id text,
        cause_id text,
        readmits uuid UNIQUE REFERENCES claim (id),
        created_at timestamptz NOT NULL,
        -- milliseconds, as JavaScript has them: due is due at both ends
        expires_at timestamptz(3),
        committed_at timestamptz,
        ended_at timestamptz,
        CHECK ((ended_at IS NULL) = (state IN ('active', 'committed'))),
        CHECK (state <> 'active' OR expires_at IS NOT NULL)
      );
      CREATE INDEX claim_due ON claim (expires_at) WHERE state = 'active';
      CREATE INDEX claim_unmatched ON claim (committed_at) WHERE state = 'committed';
      CREATE INDEX claim_customer ON claim (channel, customer_key)
        WHERE state = 'active' AND customer_key IS NOT NULL;
      CREATE UNIQUE INDEX claim_order ON claim (channel, order_type, order_id) WHERE kind = 'order';
      COMMENT ON COLUMN claim.cause_id IS 'the order as the authority will call it';
      COMMENT ON COLUMN claim.readmits IS 'the claim that had expired when it was committed';

      CREATE TABLE claim_line (
        claim uuid NOT NULL REFERENCES claim (id),
        sku text COLLATE "C" NOT NULL,
        location text COLLATE "C" NOT NULL,
        quantity numeric(24, 6) NOT NULL CHECK (quantity > 0),
        absorbed numeric(24, 6) NOT NULL DEFAULT 0 CHECK (absorbed BETWEEN 0 AND quantity),
        held boolean NOT NULL,
        refs text[] NOT NULL,
        PRIMARY KEY (claim, sku, location)
      );
      CREATE INDEX claim_line_held ON claim_line (sku, location) WHERE held;
      COMMENT ON COLUMN claim_line.held IS 'its claim has not ended: quantity - absorbed are claimed';

      CREATE TABLE claim_absorption (
        claim uuid NOT NULL REFERENCES claim (id),
        sku text COLLATE "C" NOT NULL,
        location text COLLATE "C" NOT NULL,
        source text COLLATE "C" NOT NULL,
        step text COLLATE "C" NOT NULL,
        movement text COLLATE "C" NOT NULL,
        quantity numeric(24, 6) NOT NULL CHECK (quantity > 0),
        absorbed_at timestamptz NOT NULL,
        PRIMARY KEY (sku, source, step, movement, location, claim)
      );
      COMMENT ON TABLE claim_absorption IS 'which movement of the authority explains which claimed units';
      CREATE INDEX claim_absorption_claim ON claim_absorption (claim);

      CREATE TABLE claim_exception (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('unmatched', 'commit_refused', 'order_short')),
        channel text NOT NULL,
        claim uuid REFERENCES claim (id),
        order_type text NOT NULL,
        order_id text NOT NULL,
        detail text NOT NULL,
        raised_at timestamptz NOT NULL,
        resolved_at timestamptz
      );
      CREATE UNIQUE INDEX claim_exception_open
        ON claim_exception (kind, channel, order_type, order_id, coalesce(claim::text, ''))
        WHERE resolved_at IS NULL;

      CREATE TABLE claim_outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        sku text COLLATE "C" NOT NULL,
        claim uuid NOT NULL,
        change text NOT NULL,
        changed_at timestamptz NOT NULL
      );

      CREATE TABLE idempotency_record (
        scope text NOT NULL,
        key text NOT NULL,
        request_hash text NOT NULL,
        status integer,
        media_type text,
        body text,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (scope, key)
      );
      CREATE INDEX idempotency_record_age ON idempotency_record (created_at);
      COMMENT ON COLUMN idempotency_record.body IS 'the answer, byte for byte';

      CREATE INDEX ledger_line_cause ON ledger_line (cause_type, cause_id)
        WHERE cause_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX ledger_line_cause;
      DROP TABLE idempotency_record; DROP TABLE claim_outbox; DROP TABLE claim_exception;
      DROP TABLE claim_absorption; DROP TABLE claim_line; DROP TABLE claim;
      DROP TABLE location_stock;
    `);
  }
}
