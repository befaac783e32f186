import type { CallContext, Lane, ListingRow, PushResult } from '#channels';
import { randomUUID } from 'node:crypto';
import type { Subject } from './subject.js';

export const contextOf = (lane: Lane = 'normal', signal = new AbortController().signal) =>
  ({ callId: randomUUID(), lane, signal }) satisfies CallContext;

/** Rows as the publisher makes them: with what the channel is thought to show. */
export function rowsOf(
  { idsOf, market }: Subject,
  quantities: Readonly<Record<string, number>>,
  version = 1,
): ListingRow[] {
  const shown = market.shown();
  return Object.entries(quantities).map(([sku, quantity]) => ({
    sku,
    quantity,
    version,
    shown: shown.get(sku) ?? null,
    ids: idsOf(sku),
    leadTimeDays: null,
    offer: null,
  }));
}

/** Pushes, and polls what was accepted until it is settled, as a publisher does, without waiting. */
export async function pushAndSettle(
  subject: Subject,
  rows: readonly ListingRow[],
  lane: Lane = 'normal',
): Promise<PushResult> {
  const { connector, market } = subject;
  const pushed = await connector.push(rows, contextOf(lane));
  market.settle();
  if (pushed.kind !== 'answered' || !pushed.job || !connector.poll) return pushed;
  return connector.poll(pushed.job, rows, contextOf(lane));
}

export const outcomesOf = (result: PushResult): readonly string[] =>
  result.kind === 'answered' ? result.verdicts.map(({ outcome }) => outcome) : [result.kind];

/** What the listings show by the connector's own word. */
export async function readShown(
  subject: Subject,
  skus: readonly string[],
): Promise<Record<string, number>> {
  const rows = rowsOf(subject, Object.fromEntries(skus.map((sku) => [sku, 0])));
  const read = await subject.connector.readBack(rows, contextOf());
  if (read.kind !== 'read') throw new Error(`the read-back ended ${JSON.stringify(read)}`);
  return Object.fromEntries([...read.quantities].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
