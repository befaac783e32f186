import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was told of which alert: a restart tells nobody twice and forgets nobody. */
export class Notifications1700000000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notification_group (
        receiver text NOT NULL,
        kind text NOT NULL,
        source text NOT NULL,
        fingerprint text,
        round integer NOT NULL DEFAULT 0,
        waiting_since timestamptz,
        told_at timestamptz,
        failures integer NOT NULL DEFAULT 0,
        failing_since timestamptz,
        not_before timestamptz,
        PRIMARY KEY (receiver, kind, source)
      );
      COMMENT ON TABLE notification_group IS
        'alerts of one kind and one source, which a receiver is told of together; source is empty where there is none';
      COMMENT ON COLUMN notification_group.fingerprint IS
        'of the alert that was told first; the same until the group is over';
      COMMENT ON COLUMN notification_group.round IS 'notifications that the receiver has taken';
      COMMENT ON COLUMN notification_group.waiting_since IS 'something is to be told since then';

      CREATE TABLE told_alert (
        receiver text NOT NULL,
        kind text NOT NULL,
        subject text NOT NULL,
        source text NOT NULL,
        fingerprint text NOT NULL,
        severity text NOT NULL,
        summary text NOT NULL,
        PRIMARY KEY (receiver, kind, subject)
      );
      COMMENT ON TABLE told_alert IS
        'alerts that a receiver was told of and whose end it has not been told';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE told_alert; DROP TABLE notification_group');
  }
}
