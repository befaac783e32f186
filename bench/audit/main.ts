import { parseArgs } from 'node:util';
import type { DataSource } from 'typeorm';
import { verifyLedger } from '../../apps/cli/src/audit/verify-ledger.js';
import { createTestDatabase } from '../../test/support/database.js';
import type { StackEndpoints } from '../../tools/stack/stack.js';
import { machine, today } from '../support/machine.js';
import { onAStack } from '../support/on-a-stack.js';
import { markdownTable } from '../support/markdown-table.js';
import { replaceSection } from '../support/replace-section.js';
import { writeLedger } from './write-ledger.js';

const PARTITIONS = 4;
const ROUNDS = 3;

interface Measured {
  readonly sealingUs: number;
  /** lines a second, one for each round */
  readonly rates: readonly number[];
  /** the verifier's own CPU, microseconds a line */
  readonly verifierUs: number;
}

async function measure(dataSource: DataSource, lines: number): Promise<Measured> {
  const sealing: number[] = [];
  for (let partition = 0; partition < PARTITIONS; partition += 1) {
    sealing.push(await writeLedger(dataSource, partition, lines / PARTITIONS));
    console.log(`partition ${partition}: ${lines / PARTITIONS} lines written`);
  }
  await dataSource.query('VACUUM ANALYZE ledger_line');
  const rates: number[] = [];
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round += 1) rates.push(await verifyOnce(dataSource, lines));
  const { user, system } = process.cpuUsage(before);
  return {
    sealingUs: Math.min(...sealing),
    rates,
    verifierUs: (user + system) / (ROUNDS * lines),
  };
}

async function verifyOnce(dataSource: DataSource, lines: number): Promise<number> {
  const startedMs = performance.now();
  const verdicts = await verifyLedger(dataSource, { anchors: [], onProgress: () => {} });
  const seconds = (performance.now() - startedMs) / 1000;
  const read = verdicts.reduce((sum, verdict) => sum + verdict.lines, 0);
  const sound = verdicts.every(({ tampering }) => tampering === undefined);
  if (read !== lines || !sound) throw new Error(`${read} of ${lines} lines, sound: ${sound}`);
  const rate = Math.round(lines / seconds);
  console.log(`${lines} lines verified in ${seconds.toFixed(1)} s: ${rate} a second`);
  return rate;
}

function tell(lines: number, { sealingUs, rates, verifierUs }: Measured): void {
  const rows = [
    ['sealing a line: JSON, hash, chain', `${sealingUs.toFixed(2)} µs CPU`],
    ['verifying, verifier alone', `${verifierUs.toFixed(2)} µs CPU a line`],
    ['verifying, best of three', `${Math.max(...rates)} lines/s`],
    ['verifying, each time', `${rates.join(', ')} lines/s`],
  ];
  const note = `${today()}, ${machine()}. ${lines} lines in ${PARTITIONS} partitions of one PostgreSQL on the same machine, as sales leave them, verified by one process. Method: \`bench/audit\`.`;
  const body = [
    '`npm run bench:audit`',
    '',
    note,
    '',
    markdownTable(['what', 'measured'], rows),
  ].join('\n');
  console.log(body);
  replaceSection('docs/benchmarks.md', 'Audit', body);
}

/** Seals and writes a large ledger, and verifies it. */
async function main(endpoints: StackEndpoints, lines: number): Promise<void> {
  const database = await createTestDatabase(endpoints.statePostgres, 'bench_audit');
  try {
    tell(lines, await measure(database.dataSource, lines));
  } finally {
    await database.drop();
  }
}

const { values } = parseArgs({ options: { lines: { type: 'string', default: '1000000' } } });
await onAStack('audit', (endpoints) => main(endpoints, Number(values.lines)));
