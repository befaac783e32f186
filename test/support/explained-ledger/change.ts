import type { LedgerLine } from '#ledger';
import { LASTED_MS, numbersOf, POLICIES, skuOf, STARTED_MS, type Stock } from './world.js';

export const PLACES = {
  leeds: { source: 'pos', table: 'ospos_item_quantities' },
  depot: { source: 'wms', table: 'stock_quant' },
} as const;

export type PlaceName = keyof typeof PLACES;

export const rowKeyOf = (item: number, place: PlaceName): string =>
  place === 'leeds' ? `item_id=${item},location_id=2` : `id=${item}`;

/** Units after the next change: a sale as long as there is enough, else what is brought. */
export const unitsAfter = (units: number, random: () => number): number =>
  units > 3 ? units - 1 - Math.floor(random() * 3) : units + 20 + Math.floor(random() * 40);

export interface Change {
  readonly item: number;
  readonly place: PlaceName;
  readonly before: number;
  /** place in the whole history, from 0 on */
  readonly at: number;
  readonly of: number;
}

export const appliedMs = ({ at, of }: Pick<Change, 'at' | 'of'>): number =>
  STARTED_MS + Math.floor((LASTED_MS * at) / of);

/** The ledger's line of a level that changed. @param stock as it is after the change */
export function lineOf(change: Change, stock: Stock): LedgerLine {
  const { item, place, before, at } = change;
  const { source, table } = PLACES[place];
  const applied = appliedMs(change);
  const ago = (ms: number) => new Date(applied - ms).toISOString();
  return {
    event_id: `${source}/${table}/${at}`,
    sku: skuOf(item),
    location: place,
    bucket: 'available_base',
    kind: 'level',
    effect: 'absolute',
    change: String(stock[place] - before),
    contributes: String(stock[place]),
    source,
    table_name: table,
    row_key: rowKeyOf(item, place),
    rule: 'level',
    op: 'u',
    epoch: 1,
    position: `0000000002.${String(at).padStart(20, '0')}.0000000001`,
    transaction_id: `0-10-${at}`,
    cdc_topic: `cdc.${source}.shop.${table}`,
    cdc_partition: 0,
    cdc_offset: String(at),
    input_offset: String(at),
    version: String(stock.version),
    policy_version: POLICIES[stock.half].policyVersion,
    occurred_at: ago(400),
    recorded_at: ago(400),
    ingested_at: ago(150),
    applied_at: ago(0),
    channels: numbersOf(stock),
    captured_at: ago(300),
    ...(stock.claimed > 0 ? { basis: { leeds: { claimed: String(stock.claimed) } } } : {}),
  };
}
