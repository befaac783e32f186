import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HttpSink } from '../../../../test/support/http-sink.js';
import { runProgram } from '../../../../test/support/run-program.js';
import { parse, stringify } from 'yaml';

const SECRET = `whsec_${Buffer.from('t'.repeat(32)).toString('base64')}`;
const ENV = Object.fromEntries(
  [...readFileSync('shelfwire.yaml', 'utf8').matchAll(/\$\{env:(\w+)\}/g)].map(([, name = '']) => [
    name,
    name.endsWith('_PORT') ? '1' : name.endsWith('_URL') ? 'http://127.0.0.1:1' : 'value',
  ]),
);

let folder: string;
let sink: HttpSink;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'notify-'));
  sink = await HttpSink.start();
  sink.answer = (path) => ({ status: path === '/broken' ? 403 : 204 });
  const receiver = (path: string) => ({
    kind: 'webhook',
    url: `${sink.url}${path}`,
    secrets: ['${env:HOOK_SECRET}'],
    allowPrivateAddresses: true,
  });
  const policy = parse(readFileSync('shelfwire.yaml', 'utf8')) as object;
  const receivers = { office: receiver('/office'), broken: receiver('/broken') };
  const config = join(folder, 'shelfwire.yaml');
  writeFileSync(config, stringify({ ...policy, notifications: { receivers } }));
});
afterAll(() => {
  sink.close();
  rmSync(folder, { recursive: true });
});

const notify = (...args: string[]) =>
  runProgram('apps/cli/src/main.ts', {
    args: ['notify', 'test', ...args],
    env: { ...ENV, HOOK_SECRET: SECRET, SHELFWIRE_CONFIG: join(folder, 'shelfwire.yaml') },
  });

it('tells each receiver of a test and its end, and names the one that takes none', async () => {
  const { code, stdout } = await notify();
  expect(stdout).toBe('office took a test, and its end\nbroken failed: HTTP 403: {}\n');
  expect(code).toBe(1);
  const types = sink.at('/office').map(({ body }) => (JSON.parse(body) as { type: string }).type);
  expect(types).toEqual(['shelfwire.alerts.open', 'shelfwire.alerts.over']);
  expect(sink.at('/broken')).toHaveLength(1);
}, 120_000);

it('suggests a receiver of that name', async () => {
  const { code, stderr } = await notify('ofice');
  expect(stderr).toContain('The policy has no receiver "ofice". Did you mean "office"?');
  expect(code).toBe(2);
}, 120_000);
