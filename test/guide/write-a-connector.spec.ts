import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { addLines } from './add-lines.js';
import { afterAll, beforeAll, expect, it } from 'vitest';

const GUIDE = 'docs/guides/write-a-connector.md';
/** What the connector's author has in a checkout, as far as the commands of the guide need it. */
const COPIED = [
  'apps',
  'bin',
  'connectors',
  'docs',
  'libs',
  'package.json',
  'shelfwire.yaml',
  'test',
  'tools',
  'tsconfig.json',
  'vitest.config.ts',
];
/** The path of a new file, and the block of code below it. */
const FILE = /\*\*([\w./-]+\.ts)\*\*:\n\n```ts\n([\s\S]*?)^```$/gm;
const FENCED = /^```(diff|sh|yaml)\n([\s\S]*?)^```$/gm;

let copy: string;
const text = readFileSync(GUIDE, 'utf8');
const blocks = (language: string): string[] =>
  [...text.matchAll(FENCED)].flatMap(([, of, block = '']) => (of === language ? [block] : []));

const run = (command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: copy,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, said: stdout + stderr };
};

/** Something for each variable that the policy names. */
const placeholdersOf = (policy: string): NodeJS.ProcessEnv =>
  Object.fromEntries(
    [...policy.matchAll(/\$\{env:(\w+)\}/g)].map(([, name = '']) => [name, valueOf(name)]),
  );

const valueOf = (name: string): string => {
  if (name.endsWith('_URL')) return 'http://127.0.0.1:1';
  return name.endsWith('_PORT') ? '1' : 'x';
};

beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'connector-'));
  for (const part of COPIED) cpSync(part, path.join(copy, part), { recursive: true });
  symlinkSync(path.resolve('node_modules'), path.join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

it('builds the connector that the guide describes, which keeps the contract and can be chosen', () => {
  const files = [...text.matchAll(FILE)].map(([, file = '', code = '']) => ({ file, code }));
  for (const { file, code } of files) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    writeFileSync(path.join(copy, file), code);
  }
  const [diff = ''] = blocks('diff');
  addLines(copy, diff);

  const [commands = ''] = blocks('sh');
  const told = commands
    .trim()
    .split('\n')
    .map((line) => run('sh', ['-c', line]));
  expect(told.map(({ status, said }) => (status === 0 ? 'well' : said))).toEqual(['well', 'well']);
  expect(told[1]?.said).toMatch(/Tests .*25 passed/);

  const [channel = ''] = blocks('yaml');
  const policy = readFileSync('shelfwire.yaml', 'utf8').replace('channels:\n', channel);
  writeFileSync(path.join(copy, 'shelfwire.yaml'), policy);
  const validated = run('node', ['bin/shelfwire.mjs', 'validate'], placeholdersOf(policy));
  expect(files.map(({ file }) => file)).toHaveLength(4);
  expect(validated.said).toMatch(/3 channels/);
  expect(validated.status).toBe(0);
});
