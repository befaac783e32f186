import mysql from 'mysql2/promise';
import pg from 'pg';
import type { StackEndpoints } from '../../tools/stack/stack.js';
import type { CaptureTopic } from './watch-capture.js';

/** The two topics that carry the changes, and which item each of their rows belongs to. */
export async function captureTopics(
  { mariadb, wmsPostgres }: StackEndpoints,
  databases: { readonly pos: string; readonly wms: string },
): Promise<CaptureTopic[]> {
  const pos = await mysql.createConnection({ ...mariadb, database: databases.pos });
  const [items] = await pos.query<mysql.RowDataPacket[]>(
    'SELECT item_id, item_number FROM ospos_items',
  );
  await pos.end();
  const wms = new pg.Client({ ...wmsPostgres, database: databases.wms });
  await wms.connect();
  const products = await wms.query<{ id: number; default_code: string }>(
    'SELECT id, default_code FROM product_product',
  );
  await wms.end();
  const skuOfItem = new Map(items.map((item) => [item['item_id'], String(item['item_number'])]));
  const skuOfProduct = new Map(products.rows.map(({ id, default_code }) => [id, default_code]));
  return [
    {
      topic: `cdc.pos.${databases.pos}.ospos_item_quantities`,
      source: 'pos',
      skuOf: (row) => skuOfItem.get(row['item_id']),
    },
    {
      topic: 'cdc.wms.public.stock_quant',
      source: 'wms',
      skuOf: (row) => skuOfProduct.get(Number(row['product_id'])),
    },
  ];
}
