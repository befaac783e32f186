import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderGrants } from '#connect';
import { loadPack } from '#mapping';
import type { Connection } from 'mysql2/promise';
import type { Db } from '../../stack/stack.js';
import type { CaptureLogin } from '../capture-login.js';
import { inChunks, type DemoStock } from '../demo-stock.js';
import { STORES } from '../places.js';
import { connectPos, execute, select } from './connect-pos.js';

const SCHEMA = new URL('../legacy-schema/opensourcepos.sql', import.meta.url);
const PACK = fileURLToPath(new URL('../../../connectors/opensourcepos', import.meta.url));

/** The demo's own tables; `complete` tells a whole installation from one that was cut off. */
const OWN_TABLES = `
  CREATE TABLE demo_install (
    seed varchar(64) NOT NULL, complete boolean NOT NULL, installed_at timestamp NOT NULL DEFAULT now()
  );
  INSERT INTO demo_install (seed, complete) VALUES (?, false);
  CREATE TABLE demo_journal (
    ordinal bigint PRIMARY KEY, step varchar(128) NOT NULL UNIQUE, entry json NOT NULL,
    written_at timestamp(6) NOT NULL DEFAULT now(6)
  )`;

/**
 * @returns whether the data were made now; false when they were there
 * @throws Error when the database holds tables of somebody else's
 */
export async function installPos(
  server: Db,
  database: string,
  stock: DemoStock,
  login: CaptureLogin,
): Promise<boolean> {
  const connection = await connectPos(server);
  try {
    const state = await stateOf(connection, database);
    if (state === 'cut off') await execute(connection, `DROP DATABASE \`${database}\``);
    const charset = 'CHARACTER SET utf8mb3';
    await execute(connection, `CREATE DATABASE IF NOT EXISTS \`${database}\` ${charset}`);
    await execute(connection, `USE \`${database}\``);
    if (state !== 'complete') await makeData(connection, stock);
    await connection.query(renderGrants(loadPack(PACK), { ...login, database }));
    return state !== 'complete';
  } finally {
    await connection.end();
  }
}

async function stateOf(
  connection: Connection,
  database: string,
): Promise<'empty' | 'cut off' | 'complete'> {
  const tables = await select<{ name: string }>(
    connection,
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ?',
    [database],
  );
  if (tables.length === 0) return 'empty';
  if (!tables.some(({ name }) => name === 'demo_install')) {
    throw new Error(
      `The MariaDB database ${database} holds ${tables.length} tables that are not the demo's. ` +
        'Give the demo a database of another name.',
    );
  }
  const [row] = await select<{ complete: number }>(
    connection,
    `SELECT complete FROM \`${database}\`.demo_install`,
  );
  return row?.complete === 1 ? 'complete' : 'cut off';
}

async function makeData(connection: Connection, stock: DemoStock): Promise<void> {
  await connection.query(OWN_TABLES, [stock.seed]);
  await connection.query(readFileSync(SCHEMA, 'utf8'));
  await connection.query('START TRANSACTION');
  await makePeople(connection);
  await makeItems(connection, stock);
  await makeOpeningStock(connection, stock);
  await execute(connection, 'UPDATE demo_install SET complete = true');
  await connection.query('COMMIT');
}

async function makePeople(connection: Connection): Promise<void> {
  await execute(
    connection,
    `INSERT INTO ospos_people (person_id, first_name, last_name, phone_number, email, address_1,
       address_2, city, state, zip, country, comments)
     VALUES (1, 'Demo', 'Cashier', '', '', '', '', '', '', '', '', '')`,
  );
  await execute(
    connection,
    "INSERT INTO ospos_employees (username, password, person_id) VALUES ('demo', '', 1)",
  );
  await execute(connection, 'INSERT INTO ospos_stock_locations (location_name) VALUES ?', [
    STORES.map((store) => [store]),
  ]);
}

/** Items that are not goods are kept without stock (`stock_type` 1), as the application offers. */
async function makeItems(connection: Connection, { items }: DemoStock): Promise<void> {
  for (const chunk of inChunks(items)) {
    await execute(
      connection,
      `INSERT INTO ospos_items (name, category, item_number, description, cost_price, unit_price,
         allow_alt_description, is_serialized, stock_type) VALUES ?`,
      [
        chunk.map(({ code, name, goods, unitPrice }) => {
          const [category, stockType] = goods ? ['Gifts', 0] : ['Services', 1];
          return [name, category, code, '', unitPrice / 2, unitPrice, 0, 0, stockType];
        }),
      ],
    );
  }
}

async function makeOpeningStock(connection: Connection, { opening }: DemoStock): Promise<void> {
  await execute(
    connection,
    'CREATE TEMPORARY TABLE opening (code varchar(32), place varchar(32), quantity int)',
  );
  const inStores = opening.filter(({ place }) => STORES.some((store) => store === place));
  for (const chunk of inChunks(inStores)) {
    await execute(connection, 'INSERT INTO opening VALUES ?', [
      chunk.map(({ code, place, quantity }) => [code, place, quantity]),
    ]);
  }
  const from = `FROM opening JOIN ospos_items ON item_number = code
    JOIN ospos_stock_locations ON location_name = place ORDER BY item_id, location_id`;
  await execute(
    connection,
    `INSERT INTO ospos_item_quantities SELECT item_id, location_id, quantity ${from}`,
  );
  await execute(
    connection,
    `INSERT INTO ospos_inventory (trans_items, trans_user, trans_comment, trans_location, trans_inventory)
     SELECT item_id, 1, 'Manual Edit of Quantity', location_id, quantity ${from}`,
  );
  await execute(connection, 'DROP TEMPORARY TABLE opening');
}
