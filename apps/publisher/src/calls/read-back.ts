import type { Sent } from '../listings/listing.js';
import { callContext } from './call-context.js';
import type { CallEnd } from './call-end.js';
import type { Desk } from './desk.js';
import { listingRow } from './listing-row.js';
import { notNow } from './not-now.js';
import { noteNotShown } from './note-unsettled.js';
import type { ListingLook } from './pending.js';
import { recordDrift, type Drift } from '../drift/drift.repository.js';
import { recordAnswers, type Answer } from './record-answers.js';

/**
 * Looks up what calls without a clear answer left behind, and whether what was accepted is shown.
 * Nothing is written to unclear listings before. What shows the number that was sent is confirmed, where
 * that tells all; the rest is to be sent again, or looked at again while the marketplace may still be at
 * work. An offer that was accepted is taken for shown with its number.
 *
 * @throws LeaseLostError
 */
export async function readBack(desk: Desk, signal: AbortSignal): Promise<CallEnd> {
  const { connector, limiter, listings, now, pending } = desk;
  const { readsBack, rowsPerRead } = connector.capabilities;
  const unclear = listings.unclear(rowsPerRead);
  const looks = pending.dueListings(rowsPerRead - unclear.length, now());
  if (!readsBack) {
    for (const sent of [...unclear, ...looks.map((look) => look.sent)]) {
      listings.sightings.disprove(sent, undefined);
    }
    return 'untold';
  }
  const asked = bySku([...unclear, ...looks.map(({ sent }) => sent)]);
  const settleLimit = limiter.start(1, 'read');
  const again = () => {
    for (const look of looks) pending.listingAgain(look, now());
  };
  const rows = asked.map((sent) => listingRow(desk, sent, null));
  const result = await connector.readBack(rows, callContext('urgent')).catch((error: unknown) => {
    settleLimit({ charged: true });
    again();
    throw error;
  });
  if (result.kind !== 'read') {
    again();
    return notNow(desk, 'read-back', result, settleLimit);
  }
  settleLimit({ charged: true, ...(result.hints && { hints: result.hints }) });
  const drifts = looks.flatMap((look) => driftOf(desk, look, result.quantities) ?? []);
  await recordDrift(desk.dataSource, desk.channel, drifts);
  const confirmed = [
    ...unclear.filter(
      (sent) => isShown(desk, sent, result.quantities) && listings.sightings.isToldByNumber(sent),
    ),
    ...looks.filter((look) => isLanded(desk, look, result.quantities)).map(({ sent }) => sent),
  ];
  const disproved = unclear.filter((sent) => !confirmed.includes(sent));
  await noteNotShown(desk, disproved, result.quantities);
  const answers = confirmed.map((sent): Answer => ({ sent, outcome: 'confirmed', rejected: null }));
  await recordAnswers(desk, answers, signal);
  return 'fine';
}

/** What was suspected, where it is true and nothing newer was acknowledged since. */
function driftOf(
  { channel, listings, telemetry }: Desk,
  { sent, isSuspect }: ListingLook,
  quantities: Quantities,
): Drift | undefined {
  const found = quantities.get(sent.sku) ?? null;
  if (!isSuspect || found === sent.quantity || !listings.sightings.isShowing(sent))
    return undefined;
  telemetry.trouble(channel, 'drifted', `${sent.sku} shows ${found}, expected ${sent.quantity}`);
  return { sku: sent.sku, expected: sent.quantity, found };
}

/** Each listing once. */
const bySku = (rows: readonly Sent[]): Sent[] => [
  ...new Map(rows.map((sent) => [sent.sku, sent])).values(),
];

type Quantities = ReadonlyMap<string, number>;

function isShown({ listings }: Desk, sent: Sent, quantities: Quantities): boolean {
  const quantity = quantities.get(sent.sku);
  if (quantity === sent.quantity) return true;
  listings.sightings.disprove(sent, quantity);
  return false;
}

function isLanded(desk: Desk, look: ListingLook, quantities: Quantities): boolean {
  const { now, pending } = desk;
  if (quantities.get(look.sent.sku) !== look.sent.quantity && now() < look.untilMs) {
    pending.listingAgain(look, now());
    return false;
  }
  return isShown(desk, look.sent, quantities);
}
