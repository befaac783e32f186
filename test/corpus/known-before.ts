import { corpusMessage, type CorpusMessage } from './read-cases.js';

/** What every source has told before each case: its items and its places. */
export const ITEMS: readonly { readonly id: number; readonly code: string | null }[] = [
  { id: 10, code: 'A' },
  { id: 11, code: 'B' },
  { id: 12, code: '' },
  { id: 13, code: 'a' },
  { id: 14, code: 'A ' },
  { id: 15, code: null },
];

const HOMES = { till: 'Leeds', depot: 'York', books: 'Hull' } as const;

export type SourceName = keyof typeof HOMES;
const SOURCES: readonly SourceName[] = ['till', 'depot', 'books'];

/** The second one is a place that the policy does not name. */
export const placesKnown = (source: SourceName): readonly { id: number; name: string }[] => [
  { id: 1, name: HOMES[source] },
  { id: 2, name: 'Nowhere' },
];

/** The same as snapshot reads, older than every message of a case. */
export const messagesBefore = (): CorpusMessage[] =>
  SOURCES.flatMap((source) => [
    ...ITEMS.map((row) => before(`${source}.items`, row)),
    ...placesKnown(source).map((row) => before(`${source}.places`, row)),
  ]);

const before = (on: string, row: object): CorpusMessage =>
  corpusMessage.parse({ on, op: 'r', row, source: { pos: 1, lsn: 1 } });
