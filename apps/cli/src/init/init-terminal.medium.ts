import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { asMariadb } from '../../../../test/support/legacy-databases.js';
import { BACKSPACE, CONTROL_C, ENTER, Terminal } from '../../../../test/support/terminal.js';

const stack = inject('stack');
const shop = `asked_${process.pid}`;
const user = `reader_${process.pid}`;
const password = 'Typed-word-1';
const folder = mkdtempSync(join(tmpdir(), 'asked-'));
const config = join(folder, 'shelfwire.yaml');
const pack = join(folder, 'connectors', 'shop', 'pack.yaml');

beforeAll(() =>
  asMariadb(
    stack.mariadb,
    `CREATE DATABASE ${shop}; USE ${shop};
     CREATE TABLE article (id int PRIMARY KEY, article_no varchar(20) NOT NULL UNIQUE);
     CREATE TABLE branch (id int PRIMARY KEY, city varchar(40) NOT NULL);
     CREATE TABLE branch_stock (article_id int NOT NULL, branch_id int NOT NULL,
       on_hand decimal(12,3) NOT NULL, PRIMARY KEY (article_id, branch_id));
     INSERT INTO article VALUES (1, 'A-1'); INSERT INTO branch VALUES (1, 'Berlin');
     INSERT INTO branch_stock VALUES (1, 1, 7);
     CREATE USER '${user}'@'%' IDENTIFIED BY '${password}'; GRANT SELECT ON ${shop}.* TO '${user}'@'%';`,
  ),
);
afterAll(async () => {
  await asMariadb(stack.mariadb, `DROP DATABASE ${shop}; DROP USER '${user}'@'%'`);
  rmSync(folder, { recursive: true });
});

const initialise = () =>
  Terminal.open(['init', 'shop'], { SHELFWIRE_CONFIG: config, TZ: 'Europe/Lisbon' });

it('writes nothing for somebody who gives up', async () => {
  const terminal = initialise();
  await terminal.type('Which database system?', ENTER);
  await terminal.type('Where is the server?', CONTROL_C);
  expect(await terminal.end()).toBe(2);
  expect(terminal.screen).toContain('given up; nothing was written');
  expect(existsSync(config)).toBe(false);
});

it('asks, says what is wrong with an answer, and takes the usual one from who types none', async () => {
  const { host, port } = stack.mariadb;
  const terminal = initialise();
  await terminal.type('Which database system?', ENTER);
  await terminal.type('Where is the server?', `${host}${ENTER}`);
  await terminal.type('At which port?', `70000${ENTER}`);
  await terminal.type('from 1 to 65535', `${BACKSPACE.repeat(5)}${port}${ENTER}`);
  await terminal.type('Which database?', ENTER);
  await terminal.type('an answer is needed', `${shop}${ENTER}`);
  await terminal.type('A login that may read its tables', `${user}${ENTER}`);
  await terminal.type(`Password of ${user}`, `${password}${ENTER}`);
  await terminal.type('In which time zone', `Berlin${ENTER}`);
  await terminal.type('such as Europe/Berlin', `${BACKSPACE.repeat(6)}${ENTER}`);
  await terminal.type("The Connect worker's file", ENTER);
  expect(await terminal.end()).toBe(0);
  expect(terminal.screen).toContain('levels     branch_stock: on_hand');
  expect(terminal.screen).not.toContain(password);
  const policy = readFileSync(config, 'utf8');
  expect(policy).toContain(`port: ${port}`);
  expect(policy).toContain('timeZone: Europe/Lisbon');
  expect(policy).toContain('secrets: /etc/shelfwire/shop.properties');
});

it('says that the pack is there already before it asks anything', async () => {
  const terminal = initialise();
  expect(await terminal.end()).toBe(2);
  expect(terminal.screen).toContain(`${pack} is there already`);
  expect(terminal.screen).not.toContain('Which database system?');
});
