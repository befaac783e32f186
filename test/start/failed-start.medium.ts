import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { environmentOf } from '../support/installation.js';
import { runProgram } from '../support/run-program.js';

const stack = inject('stack');
let state: TestDatabase;
let env: Record<string, string>;
let occupied: Server;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'failed-start-'));
  state = await createTestDatabase(stack.statePostgres, 'failed_start');
  env = environmentOf(stack, {
    namespace: `failed-start-${process.pid}.`,
    stateDatabase: new URL(state.url).pathname.slice(1),
    posDatabase: 'none',
    wmsDatabase: 'none',
    login: { user: 'nobody', password: 'Secret-word-1' },
    secrets: '/nowhere.properties',
    sandboxUrl: 'http://127.0.0.1:1',
  });
  occupied = createServer().listen(0, '127.0.0.1');
  await once(occupied, 'listening');
});

afterAll(async () => {
  occupied.close();
  await state.drop();
  rmSync(folder, { recursive: true });
});

const withDatabase = (change: (url: URL) => void): Record<string, string> => {
  const url = new URL(state.url);
  change(url);
  return { SHELFWIRE_DATABASE_URL: url.href };
};

/** A copy of the demonstration's policy and packs with one mistake in it. */
function withMistake(file: string, from: string, to: string): Record<string, string> {
  const copy = mkdtempSync(join(folder, 'policy-'));
  cpSync('shelfwire.yaml', join(copy, 'shelfwire.yaml'));
  cpSync('connectors', join(copy, 'connectors'), { recursive: true });
  const text = readFileSync(join(copy, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(copy, file), text.replace(from, to));
  return { SHELFWIRE_CONFIG: join(copy, 'shelfwire.yaml') };
}

const cases: [string, () => Record<string, string>, string, string?][] = [
  [
    'a state database that does not answer',
    () => withDatabase((url) => (url.port = '1')),
    'Nothing answers at 127.0.0.1:1 (ECONNREFUSED). Start the database there, or correct SHELFWIRE_DATABASE_URL.',
  ],
  [
    'a wrong password',
    () => withDatabase((url) => (url.password = 'Wrong-word-1')),
    'PostgreSQL refuses the password. Correct user and password in SHELFWIRE_DATABASE_URL.',
  ],
  [
    'a database that is not there',
    () => withDatabase((url) => (url.pathname = '/nowhere')),
    'PostgreSQL: database "nowhere" does not exist. Create the database, or correct SHELFWIRE_DATABASE_URL.',
  ],
  [
    'a broker that does not answer',
    () => ({ SHELFWIRE_KAFKA_BROKERS: '127.0.0.1:1' }),
    'No Kafka broker answers at 127.0.0.1:1',
  ],
  [
    'a port in use',
    () => ({ SHELFWIRE_HTTP_PORT: String((occupied.address() as AddressInfo).port) }),
    'is in use. Stop what listens there, or set SHELFWIRE_HTTP_PORT to a free port.',
    'api',
  ],
  [
    'a broker without the topics',
    () => ({}),
    'Kafka has not all of the topics. Run "shelfwire apply" to create them',
  ],
  ['a missing variable', () => ({ SHELFWIRE_KAFKA_BROKERS: '' }), 'SHELFWIRE_KAFKA_BROKERS'],
  [
    'a policy with an unknown key',
    () => withMistake('shelfwire.yaml', 'buffer: 1', 'bufer: 1'),
    'did you mean "buffer"?',
  ],
  [
    'a policy that names a missing location',
    () => withMistake('shelfwire.yaml', 'pool: [warehouse,', 'pool: [warehouses,'),
    'did you mean "warehouse"?',
  ],
  [
    'a pack with a wrong type',
    () => withMistake('connectors/odoo/pack.yaml', 'key: [id]', 'key: 7'),
    'tables.product_product.key',
  ],
  [
    'a pack whose expression does not compile',
    () => withMistake('connectors/odoo/pack.yaml', 'item.default_code', 'item..default_code'),
    'tables.stock_quant.sku',
  ],
];

it.each(cases)(
  '%s ends an app with one message',
  async (_name, changed, message, app = 'standalone') => {
    const run = { env: { ...env, SHELFWIRE_HTTP_PORT: '0', ...changed() }, patienceMs: 100_000 };
    const { code, stderr } = await runProgram(`apps/${app}/src/main.ts`, run);
    expect(stderr).toContain(message);
    expect(stderr, 'nothing but the message').not.toMatch(/^\{|^\s+at /m);
    expect(stderr).not.toMatch(/Wrong-word-1|Secret-word-1/);
    expect(code).toBe(2);
  },
);

it.each(['SHELFWIRE_HTTP_PORT', 'SHELFWIRE_SANDBOX_PORT'])(
  'a port in use for %s ends `npm start` before it starts anything',
  async (variable) => {
    const { port } = occupied.address() as AddressInfo;
    const run = { env: { [variable]: String(port) }, cwd: folder };
    const { code, stdout, stderr } = await runProgram('tools/run/main.ts', run);
    expect(stderr).toContain(`port ${port} on 127.0.0.1 cannot be used (EADDRINUSE)`);
    expect(stderr).toContain(`${variable}=${port + 1} npm start`);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect([code, stdout]).toEqual([1, '']);
  },
);
