import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a listing was told beside its number, and what of that was acknowledged. */
export class ToldOffers1700000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE publication ADD COLUMN sent_offer jsonb, ADD COLUMN acknowledged_offer jsonb;
      COMMENT ON COLUMN publication.sent_offer IS
        'status and availableFrom; null: nothing but the number, as for all that the channel cannot show';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE publication DROP COLUMN sent_offer, DROP COLUMN acknowledged_offer',
    );
  }
}
