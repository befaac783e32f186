import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadPolicy } from '#config';
import { ENTER, Terminal } from '../support/terminal.js';
import { run, SHELFWIRE, type Said } from './command.js';

const PLAIN = { pos: 'Correct-horse-1', wms: 'Zwölf-Boxkämpfer-2', token: 'battery staple 3' };
const PATIENCE_MS = 180_000;

let folder: string;
let keysFile: string;
let said: Said[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'secrets-command-'));
  keysFile = path.join(folder, 'shelfwire.keys');
  said = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

const env = () => ({ SHELFWIRE_SECRETS_KEYS_FILE: keysFile });

async function shelfwire(args: readonly string[], input = '', more = {}): Promise<Said> {
  const place = { cwd: folder, env: { ...env(), ...more } };
  const ended = await run([process.execPath, SHELFWIRE, ...args], place, input);
  said.push(ended);
  return ended;
}

const secrets = (args: string, input?: string) => shelfwire(['secrets', ...args.split(' ')], input);

/** Everything that was printed, and every file but the keys, which show no value. */
const allTexts = (): string => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => readFileSync(path.join(file.parentPath, file.name), 'utf8'));
  return [...files, ...said.flatMap(({ stdout, stderr }) => [stdout, stderr])].join('\n');
};

/** The plain text, and forms of it that are as good. */
const formsOf = (text: string): string[] => [
  text,
  Buffer.from(text).toString('base64').replace(/=+$/, ''),
  Buffer.from(text).toString('hex'),
  encodeURIComponent(text),
];

/** The demonstration's policy with secrets of the file, any value elsewhere. */
function policyWithSecrets(): Record<string, string> {
  const policy = readFileSync('shelfwire.yaml', 'utf8')
    .replace('${env:SHELFWIRE_POS_PASSWORD}', '${secret:pos}')
    .replace('${env:SHELFWIRE_WMS_PASSWORD}', '${secret:wms}')
    .replace('${env:SHELFWIRE_SANDBOX_BAZAAR_TOKEN}', '${secret:token}');
  writeFileSync(path.join(folder, 'shelfwire.yaml'), policy);
  cpSync('connectors', path.join(folder, 'connectors'), { recursive: true });
  const names = [...policy.matchAll(/\$\{env:(\w+)\}/g)].map(([, name = '']) => name);
  return Object.fromEntries(
    names.map((name) => [
      name,
      name.endsWith('_PORT') ? '1' : name.endsWith('_URL') ? 'http://127.0.0.1:1' : 'value',
    ]),
  );
}

it('shows and writes no value and no key, whatever is done', { timeout: PATIENCE_MS }, async () => {
  const variables = policyWithSecrets();
  await secrets('keygen k1');
  await secrets('set pos', PLAIN.pos);
  await secrets('set wms --json', `${PLAIN.wms}\n`);
  await secrets('set token', `${PLAIN.token}\r\n`);
  const loaded = loadPolicy(path.join(folder, 'shelfwire.yaml'), { ...env(), ...variables });
  expect(Object.values(loaded.sources).map(({ database }) => database.password)).toEqual([
    PLAIN.pos,
    PLAIN.wms,
  ]);
  expect(loaded.channels['bazaar']?.endpoint).toMatchObject({ token: PLAIN.token });
  const listed = await secrets('ls');
  expect(listed.stdout).toBe('NAME   KEY\npos    k1\ntoken  k1\nwms    k1\n');
  await secrets('keygen k2');
  const sound = await shelfwire(['validate'], '', variables);
  expect(sound).toMatchObject({ code: 0, stderr: '' });
  await shelfwire(['validate', '--json'], '', variables);
  await shelfwire(['grants', 'pos'], '', variables);
  await shelfwire(['doctor', '--json'], '', variables);
  expect(said.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);

  const keys = readFileSync(keysFile, 'utf8').split(/\s+/);
  const rotated = await secrets('rotate');
  expect(rotated.stdout).toContain(
    '3 of 3 secrets are encrypted with the key k2; before: 3 with k1',
  );
  expect(rotated.stdout).toContain('Not needed by this file any more: k1.');
  writeFileSync(keysFile, readFileSync(keysFile, 'utf8').split('\n')[0] ?? '');
  expect(await shelfwire(['validate'], '', variables)).toMatchObject({ code: 0 });

  const file = path.join(folder, 'shelfwire.secrets.json');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('"pos"', '"pose"'));
  await secrets('rotate');
  const renamed = await shelfwire(['validate'], '', variables);
  expect(renamed.stderr).toContain('did you mean "pose"?');
  writeFileSync(file, text);
  await secrets('rm pos');
  await secrets('ls --json');

  const shown = allTexts().replace(readFileSync(keysFile, 'utf8'), '');
  const hidden = [
    ...Object.values(PLAIN).flatMap(formsOf),
    ...keys.filter((key) => key.length > 40),
  ];
  expect(hidden).toHaveLength(14);
  expect(hidden.filter((form) => shown.includes(form))).toEqual([]);
});

it(
  'takes no value as an argument, none that is empty, and repeats neither',
  { timeout: PATIENCE_MS },
  async () => {
    await secrets('keygen k1');
    const refused = [
      await secrets('set pos Correct-horse-1'),
      await secrets('set Correct-horse-1!'),
      await secrets('set pos', '\n'),
      await shelfwire(['secrets', 'set', 'pos'], '\u00FF'.repeat(40_000)),
      await secrets('rm pos'),
      await secrets('keygen k1'),
    ];
    expect(refused.map(({ code }) => code)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(refused.map(({ stderr }) => stderr)).toEqual([
      expect.stringContaining('never an argument'),
      expect.stringContaining('never an argument'),
      expect.stringContaining('nothing came on standard input'),
      expect.stringContaining('more than 65536 bytes'),
      expect.stringContaining('has no secret pos: it has none'),
      expect.stringContaining('an id that no other key has'),
    ]);
    expect(allTexts()).not.toContain('Correct-horse');
    expect(readdirSync(folder)).toEqual(['shelfwire.keys']);
  },
);

it('loses none of two that are set at once', { timeout: PATIENCE_MS }, async () => {
  await secrets('keygen k1');
  const names = ['a', 'b', 'c'];
  const set = await Promise.all(names.map((name) => secrets(`set ${name}`, `value of ${name}`)));
  expect(set.map(({ code }) => code)).toEqual([0, 0, 0]);
  const { stdout } = await secrets('ls --json');
  expect(JSON.parse(stdout)).toEqual(names.map((name) => ({ name, keyId: 'k1' })));
});

it(
  'prints a key where there is no file for it, which then decrypts',
  { timeout: PATIENCE_MS },
  async () => {
    const none = { SHELFWIRE_SECRETS_KEYS_FILE: '' };
    const { stdout } = await shelfwire(['secrets', 'keygen'], '', none);
    expect(stdout).toMatch(/^k[\w-]+ [A-Za-z0-9+/]{43}=\n$/);
    const keys = { ...none, SHELFWIRE_SECRETS_KEYS: stdout };
    expect(await shelfwire(['secrets', 'set', 'a'], 'value', keys)).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('It is short') as string,
    });
    const { stdout: rotated } = await shelfwire(['secrets', 'rotate'], '', keys);
    expect(rotated).toContain('1 of 1 secrets');
  },
);

it('asks at a terminal, and does not show what is typed', { timeout: PATIENCE_MS }, async () => {
  await secrets('keygen k1');
  const terminal = Terminal.open(['secrets', 'set', 'pos'], {
    ...env(),
    SHELFWIRE_CONFIG: path.join(folder, 'shelfwire.yaml'),
  });
  await terminal.type('Value of pos (not shown)', `${PLAIN.pos}${ENTER}`);
  expect(await terminal.end()).toBe(0);
  expect(terminal.screen).toContain('pos is added');
  expect(terminal.screen).not.toContain(PLAIN.pos);
  expect(terminal.screen).not.toContain('▪');
});

it('does what docs/secrets.md says', { timeout: PATIENCE_MS }, async () => {
  const page = readFileSync('docs/secrets.md', 'utf8');
  const blocks = [...page.matchAll(/```sh\n([\s\S]*?)```\n\n```\n([\s\S]*?)```/g)];
  expect(blocks).toHaveLength(2);
  const command = `${process.execPath} ${SHELFWIRE}`;
  for (const [, script = '', answer = ''] of blocks) {
    const shell = script.replaceAll('npx shelfwire', command);
    const place = { cwd: folder, env: { ...env(), HOME: folder } };
    const { stdout, stderr } = await run(['sh', '-ec', shell], place);
    expect(stdout + stderr).toBe(answer.replaceAll('$HOME', folder));
  }
});
