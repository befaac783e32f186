import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPolicy } from '#config';
import { loadPack } from '#mapping';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import {
  asMariadb,
  asPostgres,
  createPos,
  createWms,
  dropPos,
  dropWms,
} from '../../../../test/support/legacy-databases.js';
import { init, type InitAnswers } from './init.js';

const stack = inject('stack');
const tag = `init${process.pid}`;
const login = { user: `capture_${tag}`, password: 'capture-word-1' };
const folder = mkdtempSync(join(tmpdir(), 'init-'));
const home = `home_${tag}`;

/** A shop's own tables: a number for each article and branch, and a book of bookings beside. */
const HOME_GROWN = `
  CREATE TABLE article (id int PRIMARY KEY, article_no varchar(20) NOT NULL UNIQUE, title varchar(80));
  CREATE TABLE branch (id int PRIMARY KEY, city varchar(40) NOT NULL);
  CREATE TABLE branch_stock (article_id int NOT NULL, branch_id int NOT NULL,
    on_hand decimal(12,3) NOT NULL, reserved decimal(12,3) NOT NULL DEFAULT 0,
    PRIMARY KEY (article_id, branch_id));
  CREATE TABLE stock_booking (id int PRIMARY KEY, article_id int NOT NULL, branch_id int NOT NULL,
    qty decimal(12,3) NOT NULL, reason char(3) NOT NULL, document_no varchar(20), booked_at timestamp);
  INSERT INTO article VALUES (1, 'A-1', 'Apron'), (2, 'B-2', 'Bowl');
  INSERT INTO branch VALUES (1, 'Berlin'), (2, 'Depot Ulm');
  INSERT INTO branch_stock VALUES (1, 1, 7, 2), (1, 2, 50, 0), (2, 1, 3, 0);
  INSERT INTO stock_booking VALUES (1, 1, 1, -2, 'SAL', 'S1', '2026-03-01 10:00:00'),
    (2, 1, 2, 60, 'REC', 'P1', '2026-03-01 11:00:00'), (3, 2, 1, -1, 'DMG', NULL, '2026-03-01 12:00:00');`;

beforeAll(async () => {
  await createPos(stack.mariadb, `pos_${tag}`, login);
  await asMariadb(
    stack.mariadb,
    `USE pos_${tag}; INSERT INTO ospos_stock_locations (location_name) VALUES ('London');
     CREATE DATABASE ${home}; USE ${home}; ${HOME_GROWN}`,
  );
  await createWms(stack.wmsPostgres, `wms_${tag}`, login);
  await asPostgres(stack.wmsPostgres, 'postgres', `CREATE DATABASE ${home}`);
  await asPostgres(stack.wmsPostgres, home, HOME_GROWN);
});

afterAll(async () => {
  await asMariadb(stack.mariadb, `DROP DATABASE IF EXISTS ${home}`);
  await dropPos(stack.mariadb, `pos_${tag}`, login.user);
  await asPostgres(stack.wmsPostgres, 'postgres', `DROP DATABASE IF EXISTS ${home} WITH (FORCE)`);
  await dropWms(stack.wmsPostgres, `wms_${tag}`, login.user);
  rmSync(folder, { recursive: true });
});

const answersOf = (
  source: string,
  engine: InitAnswers['engine'],
  database: string,
): InitAnswers => ({
  source,
  engine,
  database,
  ...(engine === 'postgresql' ? stack.wmsPostgres : stack.mariadb),
  captureUser: 'shelfwire',
  timeZone: 'Europe/Berlin',
  secrets: '/etc/shelfwire/shop.properties',
});

describe.each(['mariadb', 'postgresql'] as const)('a home-grown schema on %s', (engine) => {
  const policy = join(folder, `${engine}.yaml`);

  it('is seen for what it is', async () => {
    const { proposal, places } = await init(answersOf(`own-${engine}`, engine, home), policy);
    expect(proposal).toMatchObject({
      levels: {
        table: 'branch_stock',
        key: ['article_id', 'branch_id'],
        item: {
          column: 'article_id',
          through: { table: 'article', key: 'id', says: 'article_no' },
        },
        place: { column: 'branch_id', through: { table: 'branch', key: 'id', says: 'city' } },
        onHand: 'on_hand',
        reserved: 'reserved',
      },
      movements: { table: 'stock_booking', quantity: 'qty', reason: 'reason', at: 'booked_at' },
    });
    expect(places).toEqual(['Berlin', 'Depot Ulm']);
  });

  it('gets a pack that loads, and its part of a policy that loads', () => {
    const env = { [`OWN_${engine.toUpperCase()}_PASSWORD`]: 'x' };
    const pack = loadPack(join(folder, 'connectors', `own-${engine}`));
    expect([...pack.tables.keys()]).toEqual(['article', 'branch', 'branch_stock', 'stock_booking']);
    const text = readFileSync(join(pack.folder, 'pack.yaml'), 'utf8');
    expect(text).toContain("string(row.reason) == 'SAL' ? 'sale'");
    expect(text).toMatch(/# The only table that states quantities\. Check that on_hand/);
    const { locations } = loadPolicy(policy, env);
    expect(locations).toMatchObject({
      berlin: { name: 'Berlin', kind: 'store' },
      'depot-ulm': { name: 'Depot Ulm', kind: 'warehouse' },
    });
  });

  it('is not written over', async () => {
    await expect(init(answersOf(`own-${engine}`, engine, home), policy)).rejects.toThrow(
      /is there already: remove it, or take another name/,
    );
  });
});

it.each([
  [
    'mariadb',
    `pos_${tag}`,
    'ospos_item_quantities',
    'ospos_inventory',
    'ospos_items',
    'item_number',
  ],
  ['postgresql', `wms_${tag}`, 'stock_quant', 'stock_move', 'product_product', 'default_code'],
] as const)(
  'finds its way in an application on %s',
  async (engine, database, levels, movements, items, code) => {
    const { proposal } = await init(
      answersOf(`app-${engine}`, engine, database),
      join(folder, 'app.yaml'),
    );
    expect(proposal.levels).toMatchObject({
      table: levels,
      item: { through: { table: items, says: code } },
    });
    expect(proposal.movements?.table).toBe(movements);
  },
);

it('tells a wrong login, and writes nothing', async () => {
  const answers = { ...answersOf('none', 'mariadb', home), password: 'wrong-word-1' };
  await expect(init(answers, join(folder, 'none.yaml'))).rejects.toThrow(
    /refuses the login of user/,
  );
  expect(existsSync(join(folder, 'none.yaml'))).toBe(false);
});
