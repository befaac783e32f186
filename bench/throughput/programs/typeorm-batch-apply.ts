import { In, type DataSource, type Repository } from 'typeorm';
import { isNewer, Stock, type StockMessage } from './typeorm-stock.js';

const CHUNK = 1_000;

/** An item that a batch has changed, with all of its rows. */
export interface ChangedItem {
  readonly message: StockMessage;
  readonly rows: readonly Stock[];
}

type RowsBySku = ReadonlyMap<string, Map<string, Stock>>;

/** Keeps the newest of each row, reads what the items have, and writes what is newer, in a transaction. */
export function applyBatch(
  dataSource: DataSource,
  messages: readonly StockMessage[],
): Promise<ChangedItem[]> {
  const newest = new Map<string, StockMessage>();
  for (const message of messages) {
    const id = `${message.sku}@${message.location}`;
    const known = newest.get(id);
    if (!known || isNewer(message, known.source)) newest.set(id, message);
  }
  return dataSource.transaction(async (manager) => {
    const stocks = manager.getRepository(Stock);
    const skus = new Set([...newest.values()].map(({ sku }) => sku));
    const rows = await readRows(stocks, [...skus]);
    const changed: Stock[] = [];
    const touched = new Map<string, StockMessage>();
    for (const message of newest.values()) {
      const row = newerRow(stocks, rows, message);
      if (!row) continue;
      rows.get(message.sku)?.set(message.location, row);
      changed.push(row);
      touched.set(message.sku, message);
    }
    for (const chunk of chunks(changed)) await stocks.upsert(chunk, ['sku', 'location']);
    return [...touched].map(([sku, message]) => {
      return { message, rows: [...(rows.get(sku)?.values() ?? [])] };
    });
  });
}

async function readRows(stocks: Repository<Stock>, skus: readonly string[]): Promise<RowsBySku> {
  const rows = new Map<string, Map<string, Stock>>(skus.map((sku) => [sku, new Map()]));
  for (const chunk of chunks(skus)) {
    const found = await stocks.findBy({ sku: In(chunk) });
    for (const row of found) rows.get(row.sku)?.set(row.location, row);
  }
  return rows;
}

function newerRow(
  stocks: Repository<Stock>,
  rows: RowsBySku,
  message: StockMessage,
): Stock | undefined {
  const before = rows.get(message.sku)?.get(message.location);
  if (!isNewer(message, before)) return undefined;
  return stocks.create({
    sku: message.sku,
    location: message.location,
    quantity: message.quantity,
    epoch: message.source.epoch,
    position: message.source.position,
    version: String(Number(before?.version ?? 0) + 1),
    updatedAt: new Date(),
  });
}

function* chunks<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += CHUNK) yield all.slice(at, at + CHUNK);
}
