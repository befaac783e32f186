import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What channels list and of which items, what people told the publisher, and what it found wrong. */
export class ChannelListings1700000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE channel_listing (
        channel text COLLATE "C" NOT NULL,
        sku text COLLATE "C" NOT NULL,
        ids jsonb NOT NULL DEFAULT '{}',
        parts jsonb,
        lead_time_days integer,
        revision integer NOT NULL DEFAULT 0,
        changed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (channel, sku)
      );
      CREATE INDEX ON channel_listing (channel, changed_at);
      COMMENT ON COLUMN channel_listing.sku IS 'the channel''s own name of the listing';
      COMMENT ON COLUMN channel_listing.ids IS 'what else the channel knows it by';
      COMMENT ON COLUMN channel_listing.parts IS
        'items and units that one unit of it takes; null: one of the item of the same sku; []: not published';
      COMMENT ON COLUMN channel_listing.revision IS
        'rises with its parts: versions of the numbers that follow from them go on rising';

      CREATE TABLE channel_control (
        channel text COLLATE "C" PRIMARY KEY,
        paused_at timestamptz,
        paused_because text,
        listed_at timestamptz,
        failing_since timestamptz,
        failures integer,
        next_try_at timestamptz
      );
      COMMENT ON COLUMN channel_control.failing_since IS
        'the first of the calls in a row that got no good answer; null: the last one did';
      COMMENT ON COLUMN channel_control.listed_at IS 'when all that the channel lists was read last';

      CREATE TABLE channel_request (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        channel text COLLATE "C" NOT NULL,
        kind text NOT NULL CHECK (kind IN ('push', 'list')),
        skus text[],
        asked_at timestamptz NOT NULL DEFAULT now(),
        taken_at timestamptz
      );
      CREATE INDEX ON channel_request (channel) WHERE taken_at IS NULL;
      COMMENT ON COLUMN channel_request.kind IS
        'push: send it again whatever is shown; list: read all that the channel lists';
      COMMENT ON COLUMN channel_request.skus IS 'listings; null: all of them';

      CREATE TABLE mass_zero (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        channel text COLLATE "C" NOT NULL,
        held_at timestamptz NOT NULL DEFAULT now(),
        held integer NOT NULL,
        showing integer NOT NULL,
        samples text[] NOT NULL,
        cause text NOT NULL,
        confirmed_at timestamptz,
        ended_at timestamptz
      );
      CREATE UNIQUE INDEX ON mass_zero (channel) WHERE ended_at IS NULL;
      COMMENT ON TABLE mass_zero IS
        'zeros for an unusual share of an account, held until somebody confirms them (promise I10)';
      COMMENT ON COLUMN mass_zero.showing IS 'listings that showed units when they were held';

      CREATE TABLE channel_drift (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        channel text COLLATE "C" NOT NULL,
        sku text COLLATE "C" NOT NULL,
        expected integer NOT NULL,
        found integer,
        found_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX ON channel_drift (channel, id);
      COMMENT ON TABLE channel_drift IS
        'listings that showed another number than the one that was acknowledged; found null: not listed';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE channel_drift; DROP TABLE mass_zero; DROP TABLE channel_request;
      DROP TABLE channel_control; DROP TABLE channel_listing`);
  }
}
