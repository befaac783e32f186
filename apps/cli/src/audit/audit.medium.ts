import { topicsOf } from '#contracts';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { copyHeads } from '../../../../test/support/copy-heads.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { LedgerAttacker } from '../../../../test/support/ledger-attacker.js';
import { runProgram, type Ended } from '../../../../test/support/run-program.js';
import { fillLedger, LINES } from '../../../../test/support/sealed-ledger.js';

const stack = inject('stack');
const namespace = `audit${process.pid}.`;
const topic = topicsOf(namespace).ledgerHeads;
const kafka = new Kafka({ brokers: stack.kafkaBrokers, logLevel: logLevel.NOTHING });
let database: TestDatabase;
let folder: string;

const shelfwire = (...args: string[]): Promise<Ended> =>
  runProgram('apps/cli/src/main.ts', {
    args: ['audit', ...args],
    cwd: folder,
    env: {
      SHELFWIRE_NAMESPACE: namespace,
      SHELFWIRE_DATABASE_URL: database.url,
      SHELFWIRE_CONNECT_URL: stack.connectUrl,
      SHELFWIRE_KAFKA_BROKERS: stack.kafkaBrokers.join(','),
    },
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'audit-'));
  database = await createTestDatabase(stack.statePostgres, 'audit_command');
  await fillLedger(database.dataSource, 1);
  await fillLedger(database.dataSource, 2);
});
afterAll(async () => {
  const admin = kafka.admin();
  await admin.connect();
  await admin.deleteTopics({ topics: [topic] });
  await admin.disconnect();
  await database.drop();
  rmSync(folder, { recursive: true });
});

it('asks for the topic of anchors when there is none, and tells it from an empty one', async () => {
  const missing = await shelfwire('verify');
  expect(missing.stderr).toContain('Run "shelfwire apply" to create them');
  expect(missing.code).toBe(2);

  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true });
  await admin.disconnect();
  const empty = await shelfwire('verify', '--json');
  expect(JSON.parse(empty.stdout)).toMatchObject({
    ok: true,
    lines: 2 * LINES,
    partitions: [{ anchors: 0 }, { anchors: 0 }],
  });
  expect(empty.code).toBe(0);
}, 180_000);

it('finds a ledger that was written anew as a whole by what was copied out of it', async () => {
  await copyHeads(database.dataSource, [1, 2], { brokers: stack.kafkaBrokers, namespace });
  const [copied, sound] = await Promise.all([shelfwire('head', '--json'), shelfwire('verify')]);
  expect(sound.stdout).toMatch(/^1 +12 +1 +sound\n2 +12 +1 +sound\n24 lines in /m);
  expect(sound.code).toBe(0);

  writeFileSync(join(folder, 'heads.json'), copied.stdout);
  const attacker = new LedgerAttacker(database.dataSource);
  await attacker.edit(2, 5, `change = 0`);
  await attacker.reseal(2, 5, LINES);
  await attacker.moveHead(2);
  const [byItself, byKafka, byFile] = await Promise.all([
    shelfwire('verify', '--no-anchors'),
    shelfwire('verify'),
    shelfwire('verify', '--no-anchors', '--heads', 'heads.json', '--partition', '2', '--json'),
  ]);

  expect(byItself).toMatchObject({ code: 0 });
  expect(byKafka.stdout).toMatch(/^1 .* sound\n2 .* line 12 REWRITTEN: its hash differs/m);
  expect(byKafka.code).toBe(1);
  expect(JSON.parse(byFile.stdout)).toMatchObject({
    ok: false,
    partitions: [{ partition: 2, tampering: { kind: 'rewritten', line: '12' } }],
  });
  expect(byFile.code).toBe(1);
}, 180_000);

it('tells of an anchor that nobody can read, and names its place', async () => {
  const producer = kafka.producer();
  await producer.connect();
  await producer.send({ topic, messages: [{ key: '1', value: '{"partition":1}' }] });
  await producer.disconnect();
  const { code, stdout } = await shelfwire('verify', '--partition', '1');
  expect(stdout).toContain(`${topic}/0 offset 2: this is no anchor`);
  expect(code).toBe(1);
}, 180_000);

it('says what is wrong with how it is called', async () => {
  writeFileSync(join(folder, 'other.json'), '[{"line":1}]');
  const [wrongFile, wrongNumber, help] = await Promise.all([
    shelfwire('verify', '--heads', 'other.json'),
    shelfwire('verify', '--partition', 'two'),
    shelfwire(),
  ]);
  expect(wrongFile.stderr).toContain('Expected what "shelfwire audit head --json" printed');
  expect(wrongFile.code).toBe(2);
  expect(wrongNumber.stderr).toContain('--partition is "two"');
  expect(wrongNumber.code).toBe(2);
  expect(help.stdout).toMatch(/head \[options\].*verify \[options\]/s);
  expect(help.code).toBe(0);
}, 180_000);
