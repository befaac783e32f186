import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A row's later changes wait behind one that waits. A key may be longer than an index takes. */
export class WaitingRows1700000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX waiting_change_row ON waiting_change (topic, md5(key))');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX waiting_change_row');
  }
}
