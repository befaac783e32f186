import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the packs and bundles that take an item without reading all that the channels list. */
export class ListingsByItem1700000000037 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX channel_listing_part ON channel_listing USING gin (parts jsonb_path_ops)
        WHERE parts IS NOT NULL;
      CREATE INDEX channel_listing_mapped ON channel_listing (sku) WHERE parts IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX channel_listing_mapped, channel_listing_part');
  }
}
