import path from 'node:path';
import { parseArgs } from 'node:util';
import { createTestDatabase } from '../../test/support/database.js';
import { removeStack } from '../../tools/stack/remove-stack.js';
import type { StackEndpoints } from '../../tools/stack/stack.js';
import { startStack } from '../../tools/stack/start-stack.js';
import { replaceSection } from '../support/replace-section.js';
import { runFlashSale } from './flash/flash-sale.js';
import { tellFlashSale } from './flash/tell-flash-sale.js';
import { measureThroughput } from './throughput/measure-throughput.js';
import { tellThroughput } from './throughput/tell-throughput.js';

const { values } = parseArgs({ options: { only: { type: 'string', default: 'flash' } } });

async function flash({ statePostgres }: StackEndpoints): Promise<void> {
  const database = await createTestDatabase(statePostgres, 'bench_flash');
  try {
    const body = tellFlashSale(await runFlashSale(database.dataSource));
    console.log(body);
    replaceSection('docs/benchmarks.md', 'Flash sale', body);
  } finally {
    await database.drop();
  }
}

async function throughput(endpoints: StackEndpoints): Promise<void> {
  const body = tellThroughput(await measureThroughput(endpoints));
  console.log(body);
  replaceSection('docs/benchmarks.md', 'Publishing', body);
}

const MEASUREMENTS: Readonly<Record<string, (endpoints: StackEndpoints) => Promise<void>>> = {
  flash,
  throughput,
};

const names = Object.keys(MEASUREMENTS);
const chosen = values.only === 'all' ? names : values.only.split(',');
const unknown = chosen.find((name) => !names.includes(name));
if (unknown !== undefined)
  throw new Error(`no measurement ${unknown}; there are ${names.join(', ')}`);
const dataDir = path.resolve('.shelfwire', `bench-channels-${process.pid}`);
const stack = await startStack({ dataDir, report: (line) => console.log(line) });
try {
  for (const name of chosen) await MEASUREMENTS[name]?.(stack.endpoints);
} finally {
  await stack.stop();
  await removeStack(dataDir);
}
