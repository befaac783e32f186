import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often each listing was written, where its channel counts that. */
export class ListingWrites1700000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE listing_write (
        channel text COLLATE "C" NOT NULL,
        listing text COLLATE "C" NOT NULL,
        stretch_at timestamptz NOT NULL,
        writes integer NOT NULL,
        PRIMARY KEY (channel, listing, stretch_at)
      );
      COMMENT ON COLUMN listing_write.listing IS
        'what the channel counts by: a listing of several skus has one count';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE listing_write');
  }
}
