import { dayOf, type Inbound, type Terms } from '#domain';
import type { Db } from '../database/read-database.js';
import { quantityOf } from '../format/decimal.js';
import { inboundOf, promisedOf, type InboundRow } from './history.queries.js';

/** What is on its way of an item, by the sources that count where it goes, and what of it is promised. */
export async function readInbound(
  db: Db,
  { partition, sku }: { readonly partition: number; readonly sku: string },
  { locations }: Pick<Terms, 'locations'>,
): Promise<Inbound> {
  const [rows, promised] = await Promise.all([inboundOf(db, partition, sku), promisedOf(db, sku)]);
  const cohorts = rows
    .filter(({ location, source }) => locations[location]?.source === source)
    .map(toCohort);
  return { cohorts, promised: quantityOf(promised) };
}

const toCohort = (row: InboundRow): Inbound['cohorts'][number] => ({
  location: row.location,
  purchase: row.purchase,
  vendor: row.vendor,
  eta: row.eta === null ? null : dayOf(Date.parse(row.eta)),
  quantity: quantityOf(row.quantity),
});
