import { loadPolicy, type Policy } from '#config';
import { PoisonMessageError } from '#contracts';
import { decodeChange, translate, type References, type Row } from '#mapping';
import { SourceCatalog, type CapturedTable } from '../../apps/normalizer/src/source-catalog.js';
import { eventLine } from '../packs/samples/event-line.js';
import type { ComposedMessage } from './compose-message.js';
import { ITEMS, placesKnown, type SourceName } from './known-before.js';
import type { Outcome } from './read-cases.js';

const FILE = new URL('sources/shelfwire.yaml', import.meta.url).pathname;

export const corpusPolicy = (): Policy => loadPolicy(FILE, {});
export const corpusCatalog = (): SourceCatalog => new SourceCatalog(corpusPolicy(), FILE, '');

type MovingTable = Exclude<CapturedTable['table'], 'heartbeat'> & {
  readonly role: 'state' | 'ledger' | 'annotate';
};

export const isTranslated = (table: CapturedTable['table']): table is MovingTable =>
  table !== 'heartbeat' && table.role !== 'reference' && table.role !== 'facts';

/** What the pure part of the normalizer makes of one message, under the references known before. */
export function translateAlone(
  { captured, table }: { readonly captured: CapturedTable; readonly table: MovingTable },
  { topic, raw }: ComposedMessage,
): Outcome {
  if (raw.value === null) return 'ignore';
  const { engine } = captured.pack;
  const { name, key, columns } = table;
  try {
    const message = { topic, partition: 0, offset: raw.offset, key: raw.key, value: raw.value };
    const change = decodeChange(message, { engine, epoch: 1, table: name, key, columns });
    const result = translate(table, change, {
      source: captured.source,
      timeZone: captured.timeZone,
      references: referencesOf(captured.source as SourceName),
      locationOf: captured.locationOf,
      ingestedAt: change.recordedAt,
    });
    if (result.kind === 'waits') return { wait: result.awaits };
    const lines = result.events.map(({ event }) => eventLine(event));
    return lines.length === 0 ? 'ignore' : { apply: lines };
  } catch (error) {
    if (error instanceof PoisonMessageError) return { park: error.code };
    throw error;
  }
}

function referencesOf(source: SourceName): References {
  const known = (id: string, row: Row) => [id, { row, former: [], revision: 1n }] as const;
  return new Map([
    ...ITEMS.map(({ id, code }) => known(`items:${id}`, { code })),
    ...ITEMS.filter(({ code }) => code).map(({ code }) => known(`items by code:${code}`, { code })),
    ...placesKnown(source).map(({ id, name }) => known(`places:${id}`, { name })),
  ]);
}
