import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { StackEndpoints } from '../stack/stack.js';
import { installDemo } from './install.js';
import type { JournalEntry } from './journal.js';
import { parseSpeed } from './pace.js';
import { replay } from './replay.js';
import { formatAnswer, runSql } from './run-sql.js';

const USAGE = `Usage:
  demo install [--seed TEXT]
  demo replay [--speed 50/s|60x|max] [--seed TEXT] [--from TIME] [--max-lines N] [--once]
  demo sql pos|wms "STATEMENT"
Everywhere: --stack FILE (default .shelfwire/stack/stack.json), --pos DATABASE, --wms DATABASE`;

const OPTIONS = {
  stack: { type: 'string', default: '.shelfwire/stack/stack.json' },
  pos: { type: 'string', default: 'ospos' },
  wms: { type: 'string', default: 'odoo' },
  seed: { type: 'string' },
  speed: { type: 'string', default: '50/s' },
  from: { type: 'string' },
  'max-lines': { type: 'string' },
  once: { type: 'boolean', default: false },
} as const;

class UsageError extends Error {}

const read = () => parseArgs({ options: OPTIONS, allowPositionals: true });
type Values = ReturnType<typeof read>['values'];

async function main(): Promise<void> {
  const { values, positionals } = read();
  const [command, ...rest] = positionals;
  const endpoints = endpointsIn(values.stack);
  if (command === 'install') await install(endpoints, values);
  else if (command === 'replay') await play(endpoints, values);
  else if (command === 'sql') await sql(endpoints, values, rest);
  else throw new UsageError(USAGE);
}

function endpointsIn(file: string): StackEndpoints {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as StackEndpoints;
  throw new UsageError(`There is no ${file}: start the stack first, or name its file by --stack.`);
}

async function install(endpoints: StackEndpoints, { pos, wms, seed }: Values): Promise<void> {
  const options = { posDatabase: pos, wmsDatabase: wms, ...(seed === undefined ? {} : { seed }) };
  const installed = await installDemo(endpoints, options);
  for (const { database, created } of [installed.pos, installed.wms]) {
    console.log(`${database}: ${created ? 'installed' : 'was there already'}`);
  }
}

async function play(endpoints: StackEndpoints, values: Values): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const maxLines = values['max-lines'];
  const { transactions, rows, lines } = await replay({
    pos: { ...endpoints.mariadb, database: values.pos },
    wms: { ...endpoints.wmsPostgres, database: values.wms },
    speed: parseSpeed(values.speed),
    endless: !values.once,
    signal: stop.signal,
    onWrite: (entry) => console.log(describe(entry)),
    ...(values.seed === undefined ? {} : { seed: values.seed }),
    ...(values.from === undefined ? {} : { from: values.from }),
    ...(maxLines === undefined ? {} : { maxLines: Number(maxLines) }),
  });
  console.log(`${transactions} transactions, ${rows} rows, ${lines} lines sold or ordered`);
}

function describe({ step, document, moved, writes, businessTime }: JournalEntry): string {
  const what = document === null ? 'nothing to do' : `${document}: ${moved.length} items`;
  return `${businessTime.slice(0, 16)}  ${step}  ${what}, ${writes.length} rows`;
}

async function sql(endpoints: StackEndpoints, values: Values, rest: string[]): Promise<void> {
  const [target, statement] = rest;
  if ((target !== 'pos' && target !== 'wms') || !statement) throw new UsageError(USAGE);
  console.log(formatAnswer(await runSql(endpoints, target, values[target], statement)));
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
