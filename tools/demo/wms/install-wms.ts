import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { renderGrants } from '#connect';
import { loadPack } from '#mapping';
import type { Client } from 'pg';
import type { Db } from '../../stack/stack.js';
import type { CaptureLogin } from '../capture-login.js';
import type { DemoStock } from '../demo-stock.js';
import { CUSTOMERS, LOSSES, SCRAP, TRANSIT, VENDORS, WAREHOUSE } from '../places.js';
import { connectWms } from './connect-wms.js';

const SCHEMA = new URL('../legacy-schema/odoo.sql', import.meta.url);
const PACK = fileURLToPath(new URL('../../../connectors/odoo', import.meta.url));

const OWN_TABLES = `
  CREATE TABLE demo_install (seed text NOT NULL, installed_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE demo_journal (
    ordinal bigint PRIMARY KEY, step text NOT NULL UNIQUE, entry jsonb NOT NULL,
    written_at timestamptz NOT NULL DEFAULT clock_timestamp()
  )`;

const LOCATIONS = [
  { name: WAREHOUSE, usage: 'internal', view: 'WH' },
  { name: VENDORS, usage: 'supplier', view: 'Partners' },
  { name: CUSTOMERS, usage: 'customer', view: 'Partners' },
  { name: LOSSES, usage: 'inventory', view: 'Virtual Locations' },
  { name: SCRAP, usage: 'inventory', view: 'Virtual Locations' },
  { name: TRANSIT, usage: 'transit', view: 'Physical Locations' },
];

/**
 * @returns whether the data were made now; false when they were there
 * @throws Error when the database holds tables of somebody else's
 */
export async function installWms(
  server: Db,
  database: string,
  stock: DemoStock,
  login: CaptureLogin,
): Promise<boolean> {
  await createDatabase(server, database);
  const client = await connectWms(server, database);
  try {
    const installed = await isInstalled(client, database);
    if (!installed) await makeData(client, stock);
    await client.query(renderGrants(loadPack(PACK), { ...login, database }));
    return !installed;
  } finally {
    await client.end();
  }
}

async function createDatabase(server: Db, database: string): Promise<void> {
  const client = await connectWms(server, 'postgres');
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [
      database,
    ]);
    if (rowCount === 0) await client.query(`CREATE DATABASE "${database}"`);
  } finally {
    await client.end();
  }
}

async function isInstalled(client: Client, database: string): Promise<boolean> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
  );
  if (rows.some(({ name }) => name === 'demo_install')) return true;
  if (rows.length === 0) return false;
  throw new Error(
    `The PostgreSQL database ${database} holds ${rows.length} tables that are not the demo's. ` +
      'Give the demo a database of another name.',
  );
}

/** All in one transaction: a cut-off installation leaves nothing. */
async function makeData(client: Client, stock: DemoStock): Promise<void> {
  await client.query('BEGIN');
  await client.query(OWN_TABLES);
  await client.query('INSERT INTO demo_install (seed) VALUES ($1)', [stock.seed]);
  await client.query(readFileSync(SCHEMA, 'utf8'));
  await makeLocations(client);
  await makeProducts(client, stock);
  await makeOpeningStock(client, stock);
  await client.query('COMMIT');
}

async function makeLocations(client: Client): Promise<void> {
  for (const view of new Set(LOCATIONS.map((location) => location.view))) {
    await client.query(
      `INSERT INTO stock_location (name, complete_name, usage, active, scrap_location)
       VALUES ($1, $1, 'view', true, false)`,
      [view],
    );
  }
  for (const { name, usage, view } of LOCATIONS) {
    await client.query(
      `INSERT INTO stock_location
         (name, complete_name, usage, location_id, active, scrap_location, company_id)
       SELECT $1, $2, $3, id, true, $4, 1 FROM stock_location WHERE complete_name = $5`,
      [name.slice(view.length + 1), name, usage, name === SCRAP, view],
    );
  }
}

/** What is not goods is a service: it is sold, but never moved. */
async function makeProducts(client: Client, { items }: DemoStock): Promise<void> {
  await client.query(
    `WITH template AS (
       INSERT INTO product_template (name, default_code, type, detailed_type, list_price, uom_id,
         uom_po_id, categ_id, active, sale_ok, purchase_ok)
       SELECT jsonb_build_object('en_US', name), code, type, type, price, 1, 1, 1, true, true, true
       FROM unnest($1::text[], $2::text[], $3::text[], $4::numeric[]) AS t (code, name, type, price)
       RETURNING id, default_code)
     INSERT INTO product_product (product_tmpl_id, default_code, active)
     SELECT id, default_code, true FROM template ORDER BY default_code COLLATE "C"`,
    [
      items.map(({ code }) => code),
      items.map(({ name }) => name),
      items.map(({ goods }) => (goods ? 'product' : 'service')),
      items.map(({ unitPrice }) => unitPrice),
    ],
  );
}

/** A first physical inventory: a move from the place of inventory losses for each product. */
async function makeOpeningStock(client: Client, { opening }: DemoStock): Promise<void> {
  const inWarehouse = opening.filter(({ place }) => place === WAREHOUSE);
  const counted = `
    SELECT p.id AS product, t.quantity, stock.id AS stock, losses.id AS losses,
      now() AT TIME ZONE 'UTC' AS at
    FROM unnest($1::text[], $2::int[]) AS t (code, quantity)
    JOIN product_product p ON p.default_code = t.code
    JOIN stock_location stock ON stock.complete_name = '${WAREHOUSE}'
    JOIN stock_location losses ON losses.complete_name = '${LOSSES}'`;
  const parameters = [
    inWarehouse.map(({ code }) => code),
    inWarehouse.map(({ quantity }) => quantity),
  ];
  await client.query(
    `INSERT INTO stock_move (name, company_id, date, product_id, product_qty, product_uom_qty,
       product_uom, quantity, location_id, location_dest_id, state, picked, is_inventory,
       procure_method, reference, create_date, write_date)
     SELECT 'Product Quantity Updated', 1, at, product, quantity, quantity, 1, quantity, losses, stock,
       'done', true, true, 'make_to_stock', 'Product Quantity Updated', at, at
     FROM (${counted}) AS counted ORDER BY product`,
    parameters,
  );
  await client.query(
    `INSERT INTO stock_quant (product_id, company_id, location_id, quantity, reserved_quantity, in_date)
     SELECT product, 1, place.id, place.sign * quantity, 0, at FROM (${counted}) AS counted
     CROSS JOIN LATERAL (VALUES (stock, 1), (losses, -1)) AS place (id, sign)
     ORDER BY place.sign DESC, product`,
    parameters,
  );
}
