import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { environmentOf } from '../support/installation.js';
import { runProgram } from '../support/run-program.js';

const stack = inject('stack');
let state: TestDatabase;
let env: Record<string, string>;
let occupied: Server;

beforeAll(async () => {
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
});

const withDatabase = (change: (url: URL) => void): Record<string, string> => {
  const url = new URL(state.url);
  change(url);
  return { SHELFWIRE_DATABASE_URL: url.href };
};

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
];

it.each(cases)(
  '%s ends an app with one message',
  async (_name, changed, message, app = 'standalone') => {
    const run = { env: { ...env, SHELFWIRE_HTTP_PORT: '0', ...changed() }, patienceMs: 45_000 };
    const { code, stderr } = await runProgram(`apps/${app}/src/main.ts`, run);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stderr).not.toMatch(/Wrong-word-1|Secret-word-1/);
    expect(code).toBe(2);
  },
);
