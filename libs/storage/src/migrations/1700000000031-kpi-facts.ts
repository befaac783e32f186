import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Facts that KPIs are made of and that no other table keeps. */
export class KpiFacts1700000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE push_tally (
        channel text COLLATE "C" NOT NULL,
        quarter timestamptz NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('shown', 'repeated', 'rejected', 'again')),
        lag_step smallint NOT NULL DEFAULT 0,
        listings bigint NOT NULL,
        PRIMARY KEY (channel, quarter, outcome, lag_step)
      ) WITH (fillfactor = 80);
      CREATE INDEX push_tally_quarter ON push_tally (quarter);
      COMMENT ON TABLE push_tally IS
        'listings that a channel answered for, by quarter of an hour: of these every time zone''s days are made';
      COMMENT ON COLUMN push_tally.outcome IS
        'shown: a number for the first time; repeated: one that was shown before; again: without a clear answer, to be sent once more';
      COMMENT ON COLUMN push_tally.lag_step IS
        'from the commit in the source to the acknowledgement, in steps of libs/domain/src/kpis/lag-steps.ts; 0 unless shown';

      CREATE TABLE buffer_sample (
        channel text COLLATE "C" NOT NULL,
        hour timestamptz NOT NULL,
        items integer NOT NULL,
        sellable numeric(24, 6) NOT NULL,
        withheld numeric(24, 6) NOT NULL,
        PRIMARY KEY (channel, hour)
      );
      CREATE INDEX buffer_sample_hour ON buffer_sample (hour);
      COMMENT ON COLUMN buffer_sample.sellable IS 'units that the channel might show without its buffer';
      COMMENT ON COLUMN buffer_sample.withheld IS 'of these, units that it did not show';

      CREATE TABLE inbound_promise (
        source text COLLATE "C" NOT NULL,
        purchase text COLLATE "C" NOT NULL,
        sku text COLLATE "C" NOT NULL,
        location text COLLATE "C" NOT NULL,
        vendor text COLLATE "C",
        eta date NOT NULL,
        units numeric(24, 6) NOT NULL,
        seen_at timestamptz NOT NULL,
        PRIMARY KEY (source, purchase, sku, location)
      );
      CREATE INDEX inbound_promise_eta ON inbound_promise (eta);
      COMMENT ON TABLE inbound_promise IS
        'the first date that a purchase order was announced for, and the most units: what arrives takes nothing from it';

      CREATE TABLE order_outcome (
        id text COLLATE "C" PRIMARY KEY,
        channel text COLLATE "C" NOT NULL,
        order_id text COLLATE "C" NOT NULL,
        line text COLLATE "C" NOT NULL,
        sku text COLLATE "C" NOT NULL,
        location text COLLATE "C",
        outcome text NOT NULL CHECK (outcome IN ('shipped', 'cancelled', 'delivered')),
        reason text CHECK ((reason IS NOT NULL) = (outcome = 'cancelled')),
        manual boolean NOT NULL,
        promised_by timestamptz,
        at timestamptz NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX order_outcome_order ON order_outcome (channel, order_id);
      CREATE INDEX order_outcome_at ON order_outcome (at);
      CREATE INDEX order_outcome_received ON order_outcome (received_at);
      COMMENT ON TABLE order_outcome IS 'what became of order lines, as the order system says';

      CREATE INDEX ledger_line_times ON ledger_line USING brin (
        applied_at timestamptz_minmax_multi_ops, recorded_at timestamptz_minmax_multi_ops,
        occurred_at timestamptz_minmax_multi_ops);
      CREATE INDEX ledger_line_count ON ledger_line (sku, location, occurred_at)
        WHERE kind = 'cycle_count';
      CREATE INDEX ledger_line_receipt ON ledger_line (cause_id) WHERE kind = 'receipt';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX ledger_line_receipt; DROP INDEX ledger_line_count; DROP INDEX ledger_line_times;
      DROP TABLE order_outcome; DROP TABLE inbound_promise; DROP TABLE buffer_sample;
      DROP TABLE push_tally;
    `);
  }
}
