import type { StackEndpoints } from '../../../tools/stack/stack.js';
import { expectedQuantities, SHOPS } from './expected-channels.js';
import { expectedInserts, expectedSequences } from './expected-ledger.js';
import { logEnds } from './log-ends.js';
import { shownBy } from './sandbox-books.js';
import { readShelfwire, readShelfwirePositions, type ShelfwireBook } from './shelfwire-books.js';
import { readLevels, readPos, readWms, type Level, type SourceBook } from './source-books.js';

export interface Installed {
  readonly endpoints: StackEndpoints;
  readonly posDatabase: string;
  readonly wmsDatabase: string;
  readonly stateDatabase: string;
  readonly namespace: string;
  readonly sandboxUrl: string;
  readonly tokens: Readonly<Record<string, string>>;
}

/** What was compared, and every difference that was found. */
export interface Verdict {
  readonly compared: Readonly<Record<string, number>>;
  readonly differences: readonly string[];
}

const LOCATIONS: Readonly<Record<string, string>> = {
  London: 'store-london',
  Leeds: 'store-leeds',
  Bristol: 'store-bristol',
  'WH/Stock': 'warehouse',
};

/** Compares the two source databases and their journals with everything that Shelfwire shows. */
export async function compare(installed: Installed): Promise<Verdict> {
  const { endpoints } = installed;
  const pos = await readPos(endpoints, installed.posDatabase);
  const wms = await readWms(endpoints, installed.wmsDatabase);
  const hub = await readShelfwire(endpoints, installed.stateDatabase);
  const levels = [...pos.levels, ...wms.levels];
  const ledger = ledgerDifferences(pos, wms, hub);
  const shops = await Promise.all(
    SHOPS.map(async (shop) => {
      const shown = await shownBy(installed.sandboxUrl, shop.account, installed.tokens);
      const expected = expectedQuantities(shop, levels);
      return { size: expected.size, found: mapDifferences(shop.account, expected, shown) };
    }),
  );
  const positions = positionsOf(levels);
  return {
    compared: {
      positions: positions.size,
      listings: shops.reduce((sum, { size }) => sum + size, 0),
      ...ledger.compared,
    },
    differences: [
      ...mapDifferences('position', positions, hub.positions),
      ...shops.flatMap(({ found }) => found),
      ...ledger.differences,
      ...(await progressDifferences(installed, hub)),
      ...(hub.parked === 0 ? [] : [`${hub.parked} messages are parked`]),
      ...(hub.waiting === 0 ? [] : [`${hub.waiting} changes wait`]),
    ],
  };
}

/** Where what Shelfwire believes differs from the two source databases, now. */
export async function positionDifferences(
  installed: Pick<Installed, 'endpoints' | 'posDatabase' | 'wmsDatabase' | 'stateDatabase'>,
): Promise<readonly string[]> {
  const { endpoints, posDatabase, wmsDatabase } = installed;
  const levels = await readLevels(endpoints, { pos: posDatabase, wms: wmsDatabase });
  const believed = await readShelfwirePositions(endpoints, installed.stateDatabase);
  return mapDifferences('position', positionsOf(levels), believed);
}

const positionsOf = (levels: readonly Level[]): ReadonlyMap<string, number> =>
  new Map(levels.map(({ sku, place, available }) => [`${sku}@${LOCATIONS[place]}`, available]));

function ledgerDifferences(pos: SourceBook, wms: SourceBook, hub: ShelfwireBook) {
  const writes = [...pos.writes, ...wms.writes];
  const sequences = expectedSequences(writes);
  const inserts = expectedInserts(writes);
  const differences: string[] = [];
  let changes = 0;
  for (const [id, expected] of sequences) {
    changes += expected.length;
    const found = hub.sequences.get(id) ?? [];
    if (expected.join() !== found.join()) {
      differences.push(
        `ledger ${id}: the source wrote [${expected.join()}], it has [${found.join()}]`,
      );
    }
  }
  for (const id of inserts) {
    const found = hub.lines.get(id) ?? 0;
    if (found !== 1) differences.push(`ledger ${id}: ${found} lines, expected exactly one`);
  }
  return { differences, compared: { 'quantity changes': changes, 'cause rows': inserts.size } };
}

function mapDifferences(
  what: string,
  expected: ReadonlyMap<string, number>,
  found: ReadonlyMap<string, number>,
): string[] {
  return [...expected].flatMap(([id, value]) =>
    found.get(id) === value
      ? []
      : [`${what} ${id}: expected ${value}, found ${found.get(id) ?? 'nothing'}`],
  );
}

/** Progress must have come to the end of every log: it is written, and nothing is left behind. */
async function progressDifferences(installed: Installed, hub: ShelfwireBook): Promise<string[]> {
  const ends = await logEnds(installed.endpoints.kafkaBrokers, installed.namespace);
  return [...ends].flatMap(([id, end]) => {
    const applied = hub.progress.get(id) ?? 0n;
    return applied >= end ? [] : [`progress ${id}: ${applied} of ${end}`];
  });
}
