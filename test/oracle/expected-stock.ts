import type { History, RowFact, Shop } from './facts.js';

/** `sku|shelf|source|bucket` → thousandths; what is zero is left out. */
export type ExpectedStock = ReadonlyMap<string, number>;

interface Sum {
  readonly sku: string;
  readonly shelf: string;
  readonly source: string;
  readonly bucket: string;
  readonly amount: number;
}

/** Reads the whole history anew: of each row the last word, under the last names of its item and place. */
export function expectedStock(history: History, shop: Shop): ExpectedStock {
  const totals = new Map<string, number>();
  for (const { sku, shelf, source, bucket, amount } of amountsOf(history, shop)) {
    const id = [sku, shelf, source, bucket].join('|');
    totals.set(id, (totals.get(id) ?? 0) + amount);
  }
  return new Map([...totals].filter(([, amount]) => amount !== 0));
}

function amountsOf(history: History, shop: Shop): Sum[] {
  const nameOf = lastNames(history);
  return lastWords(history.rows).flatMap(({ source, says }) => {
    if (!says) return [];
    const sku = nameOf(source, 'item', says.item);
    const place = nameOf(source, 'place', says.place);
    const shelf = shop.shelves.find((known) => known.source === source && known.place === place);
    if (!shelf || sku === '') return [];
    const adds = Object.entries(says.adds);
    return adds.map(([bucket, amount]) => ({ sku, shelf: shelf.id, source, bucket, amount }));
  });
}

/** Of every row the newest fact, found by sorting the whole list. */
function lastWords(facts: readonly RowFact[]): RowFact[] {
  const sorted = [...facts].sort((a, b) => a.at - b.at);
  const last = new Map(sorted.map((fact) => [`${fact.source}|${fact.table}|${fact.key}`, fact]));
  return [...last.values()];
}

function lastNames({ names }: History) {
  const sorted = [...names].sort((a, b) => a.at - b.at);
  const last = new Map(sorted.map((fact) => [`${fact.source}|${fact.of}|${fact.id}`, fact.name]));
  return (source: string, of: 'item' | 'place', id: string): string =>
    last.get(`${source}|${of}|${id}`) ?? '';
}
