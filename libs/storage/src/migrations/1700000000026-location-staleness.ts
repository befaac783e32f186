import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When each source tells of each location, what is usual there, and whether it has gone silent. */
export class LocationStaleness1700000000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE location_activity (
        partition integer NOT NULL,
        location text COLLATE "C" NOT NULL,
        source text COLLATE "C" NOT NULL,
        hour timestamptz NOT NULL,
        minutes bigint NOT NULL,
        last_at timestamptz NOT NULL,
        PRIMARY KEY (partition, location, source, hour)
      ) WITH (fillfactor = 70);
      CREATE INDEX location_activity_hour ON location_activity (hour);
      COMMENT ON TABLE location_activity IS
        'hours in which changes of a location were committed; snapshots and backfills are none';
      COMMENT ON COLUMN location_activity.minutes IS 'bit n: something changed in minute n';

      CREATE TABLE location_usual (
        location text COLLATE "C" NOT NULL,
        source text COLLATE "C" NOT NULL,
        per_hour double precision[] NOT NULL,
        hours double precision NOT NULL,
        unlikely_gap double precision NOT NULL,
        learnt_at timestamptz NOT NULL,
        PRIMARY KEY (location, source)
      );
      COMMENT ON COLUMN location_usual.per_hour IS
        'active minutes that an open hour usually has, by local hour of the week from Monday on';
      COMMENT ON COLUMN location_usual.unlikely_gap IS
        'missed active minutes after which a silence is not chance any more';

      CREATE TABLE location_state (
        location text COLLATE "C" NOT NULL,
        source text COLLATE "C" NOT NULL,
        state text NOT NULL,
        since timestamptz NOT NULL,
        stale_since timestamptz,
        proving_since timestamptz,
        last_change_at timestamptz,
        silent_seconds double precision NOT NULL,
        threshold_seconds double precision,
        looked_at timestamptz NOT NULL,
        PRIMARY KEY (location, source)
      ) WITH (fillfactor = 70);
      COMMENT ON COLUMN location_state.silent_seconds IS 'open time since the last change';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE location_state; DROP TABLE location_usual; DROP TABLE location_activity',
    );
  }
}
