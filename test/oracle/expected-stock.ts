import type { History, RowFact, Shop, Statement } from './facts.js';
import { namesOf, type NameOf } from './names.js';
import { standing, type RowStory } from './standing.js';

/** `sku|shelf|source|bucket` → thousandths; what is zero is left out. */
export type ExpectedStock = ReadonlyMap<string, number>;

/**
 * Reads the whole history anew, from its beginning, under the names that items and places have at its
 * end: for every item, shelf and bucket, what somebody would say who knows all that was ever committed.
 */
export function expectedStock(history: History, shop: Shop): ExpectedStock {
  const nameOf = namesOf(history.names);
  const totals = new Map<string, number>();
  for (const { source, sku, rows } of relations(history, shop, nameOf)) {
    for (const spot of spotsOf(rows)) {
      const [shelf, bucket] = spot.split('|') as [string, string];
      const amount = standing(rows, shelf, bucket);
      if (amount !== 0) totals.set([sku, shelf, source, bucket].join('|'), amount);
    }
  }
  return totals;
}

interface Relation {
  readonly source: string;
  readonly sku: string;
  readonly rows: readonly RowStory[];
}

/** Of each item and source, every row that ever spoke of it, with all that it said. */
function relations({ rows }: History, shop: Shop, nameOf: NameOf): Relation[] {
  const skuOf = ({ source, says }: RowFact) => (says ? nameOf(source, 'item', says.item) : '');
  const pairs = new Set(rows.map((fact) => `${fact.source}|${skuOf(fact)}`));
  return [...pairs].flatMap((pair) => {
    const [source, sku] = pair.split('|') as [string, string];
    if (sku === '') return [];
    const own = rows.filter((fact) => fact.source === source);
    const keys = new Set(own.map((fact) => `${fact.table}|${fact.key}`));
    const stories = [...keys].map((key) =>
      own
        .filter((fact) => `${fact.table}|${fact.key}` === key)
        .sort((a, b) => a.at - b.at)
        .map((fact) => ({
          ...fact,
          says: skuOf(fact) === sku ? placed(fact, shop, nameOf) : null,
        })),
    );
    return [{ source, sku, rows: stories }];
  });
}

/** Lines at their shelves; what lies at no shelf counts nowhere. */
function placed({ source, says }: RowFact, shop: Shop, nameOf: NameOf): Statement | null {
  if (!says) return null;
  const lines = says.lines.flatMap((line) => {
    const place = nameOf(source, 'place', line.place);
    const shelf = shop.shelves.find((known) => known.source === source && known.place === place);
    return shelf ? [{ ...line, place: shelf.id }] : [];
  });
  return { ...says, lines };
}

const spotsOf = (rows: readonly RowStory[]): ReadonlySet<string> =>
  new Set(
    rows.flatMap((story) =>
      story.flatMap(
        ({ says }) => says?.lines.map(({ place, bucket }) => `${place}|${bucket}`) ?? [],
      ),
    ),
  );
