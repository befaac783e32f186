import type { MigrationInterface, QueryRunner } from 'typeorm';

const text = (column: string): string => `'"${column}":' || to_json(${column})::text`;
const whole = (column: string): string => `'"${column}":"' || ${column} || '"'`;
const decimal = (column: string): string => `'"${column}":"' || trim_scale(${column}) || '"'`;

/** The canonical text of the lines that are there already, as it was when the chain began. */
const CONTENT = `'{' || concat_ws(',', ${[
  ...['partition', 'line'].map(whole),
  ...['event_id', 'sku', 'location', 'bucket', 'kind', 'effect'].map(text),
  ...['change', 'contributes'].map(decimal),
  ...['cause_type', 'cause_id', 'cause_line', 'source', 'table_name', 'row_key'].map(text),
  ...['rule', 'op'].map(text),
  whole('epoch'),
  ...['position', 'transaction_id', 'cdc_topic'].map(text),
  ...['cdc_partition', 'cdc_offset', 'input_offset', 'version'].map(whole),
  ...['policy_version', 'occurred_at', 'recorded_at', 'ingested_at', 'applied_at'].map(text),
].join(', ')}) || '}'`;

/** Seals what is there, in order, each partition from its own beginning. */
const SEAL = `
  SET LOCAL TimeZone = 'UTC';
  DO $seal$
  DECLARE
    genesis CONSTANT bytea := decode(repeat('00', 32), 'hex');
    one record;
    chained integer;
    before bytea;
    after bytea;
  BEGIN
    FOR one IN
      SELECT partition, line, ${CONTENT} AS content FROM ledger_line ORDER BY partition, line
    LOOP
      IF chained IS DISTINCT FROM one.partition THEN
        chained := one.partition;
        before := genesis;
      END IF;
      after := sha256(convert_to(encode(before, 'hex') || one.content, 'UTF8'));
      UPDATE ledger_line SET previous = before, hash = after
      WHERE partition = one.partition AND line = one.line;
      before := after;
    END LOOP;
  END
  $seal$`;

/** What a line may leave out when no source row led to it. */
const OF_A_ROW = [
  'location',
  'change',
  'contributes',
  'source',
  'table_name',
  'row_key',
  'op',
  'epoch',
  'cdc_topic',
  'cdc_partition',
  'cdc_offset',
  'occurred_at',
  'recorded_at',
  'ingested_at',
];

/** The ledger's hash chain, the numbers that each version announced, and the refusal of every change (I7). */
export class LedgerChain1700000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE ledger_line
        ADD COLUMN channels json,
        ADD COLUMN previous bytea,
        ADD COLUMN hash bytea,
        ${OF_A_ROW.map((column) => `ALTER COLUMN ${column} DROP NOT NULL`).join(', ')};
    `);
    await runner.query(SEAL);
    await runner.query(`
      ALTER TABLE ledger_line
        ALTER COLUMN previous SET NOT NULL,
        ALTER COLUMN hash SET NOT NULL,
        ADD CONSTRAINT ledger_line_names_its_row
          CHECK (kind = 'recompute' OR num_nulls(${OF_A_ROW.join(', ')}) = 0);
      COMMENT ON COLUMN ledger_line.channels IS
        'on the last line of an item version: what each channel may sell at it, by channel id';
      COMMENT ON COLUMN ledger_line.previous IS 'hash of the line before; zeros at the first line';
      COMMENT ON COLUMN ledger_line.hash IS
        'SHA-256 over the hex digits of previous and the canonical text of the line';

      CREATE TABLE ledger_head (
        partition integer PRIMARY KEY,
        line bigint NOT NULL,
        hash bytea NOT NULL,
        sealed_at timestamptz NOT NULL DEFAULT now()
      );
      COMMENT ON TABLE ledger_head IS 'last line of each partition, so that a cut-off tail is found';
      INSERT INTO ledger_head (partition, line, hash)
        SELECT DISTINCT ON (partition) partition, line, hash FROM ledger_line
        ORDER BY partition, line DESC;

      CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $refuse$
      BEGIN
        RAISE EXCEPTION 'the ledger is append-only: % on % is refused', TG_OP, TG_TABLE_NAME
          USING ERRCODE = 'restrict_violation',
                HINT = 'A wrong line stays; what corrects it is a line of its own.';
      END
      $refuse$;
      CREATE TRIGGER ledger_line_append_only
        BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_line
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
      CREATE TRIGGER ledger_head_stays
        BEFORE DELETE OR TRUNCATE ON ledger_head
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();

      CREATE FUNCTION refuse_ledger_head_back() RETURNS trigger LANGUAGE plpgsql AS $back$
      BEGIN
        IF NEW.partition = OLD.partition AND NEW.line > OLD.line THEN RETURN NEW; END IF;
        RAISE EXCEPTION 'the head of ledger partition % only moves forward: from line % to line % is refused',
          OLD.partition, OLD.line, NEW.line
          USING ERRCODE = 'restrict_violation';
      END
      $back$;
      CREATE TRIGGER ledger_head_forward
        BEFORE UPDATE ON ledger_head
        FOR EACH ROW EXECUTE FUNCTION refuse_ledger_head_back();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER ledger_line_append_only ON ledger_line;
      DROP TABLE ledger_head;
      DROP FUNCTION refuse_ledger_head_back();
      DROP FUNCTION refuse_ledger_change();
      DELETE FROM ledger_line WHERE kind = 'recompute';
      ALTER TABLE ledger_line
        DROP CONSTRAINT ledger_line_names_its_row,
        DROP COLUMN channels,
        DROP COLUMN previous,
        DROP COLUMN hash,
        ${OF_A_ROW.map((column) => `ALTER COLUMN ${column} SET NOT NULL`).join(', ')}
    `);
  }
}
