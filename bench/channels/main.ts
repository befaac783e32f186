import path from 'node:path';
import { parseArgs } from 'node:util';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import { removeStack } from '../../tools/stack/remove-stack.js';
import type { StackEndpoints } from '../../tools/stack/stack.js';
import { startStack } from '../../tools/stack/start-stack.js';
import { replaceSection } from '../support/replace-section.js';
import { runFlashSale } from './flash/flash-sale.js';
import { tellFlashSale } from './flash/tell-flash-sale.js';
import { measureMemory } from './process/measure-memory.js';
import { measureTakeover } from './process/measure-takeover.js';
import { tellMemory, tellTakeover } from './process/tell-process.js';
import { measureThroughput } from './throughput/measure-throughput.js';
import { tellThroughput } from './throughput/tell-throughput.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'all' },
    items: { type: 'string', default: '1000000' },
  },
});

/** The sections of docs/benchmarks.md, and what is measured for each. */
const MEASUREMENTS: Readonly<Record<string, Measurement>> = {
  flash: {
    section: 'Flash sale',
    measure: async ({ dataSource }) => tellFlashSale(await runFlashSale(dataSource)),
  },
  throughput: {
    section: 'Publishing',
    measure: async (_, endpoints) => tellThroughput(await measureThroughput(endpoints)),
  },
  takeover: {
    section: 'Takeover',
    measure: async (database) => tellTakeover(await measureTakeover(database)),
  },
  memory: {
    section: 'Memory of a publisher',
    measure: async (database) => tellMemory(await measureMemory(database, Number(values.items))),
  },
};

interface Measurement {
  readonly section: string;
  readonly measure: (database: TestDatabase, endpoints: StackEndpoints) => Promise<string>;
}

async function run(
  name: string,
  { section, measure }: Measurement,
  endpoints: StackEndpoints,
): Promise<void> {
  const database = await createTestDatabase(endpoints.statePostgres, `bench_${name}`);
  try {
    const body = await measure(database, endpoints);
    console.log(body);
    replaceSection('docs/benchmarks.md', section, body);
  } finally {
    await database.drop();
  }
}

const names = Object.keys(MEASUREMENTS);
const chosen = values.only === 'all' ? names : values.only.split(',');
const unknown = chosen.find((name) => !names.includes(name));
if (unknown !== undefined)
  throw new Error(`no measurement ${unknown}; there are ${names.join(', ')}`);
const dataDir = path.resolve('.shelfwire', `bench-channels-${process.pid}`);
const stack = await startStack({ dataDir, report: (line) => console.log(line) });
try {
  for (const name of chosen) {
    const measurement = MEASUREMENTS[name];
    if (measurement) await run(name, measurement, stack.endpoints);
  }
} finally {
  await stack.stop();
  await removeStack(dataDir);
}
