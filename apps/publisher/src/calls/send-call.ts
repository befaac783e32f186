import type { Settlement } from '#channels';
import type { Desired, Sent } from '../listings/listing.js';
import type { CallPlan } from '../listings/plan-call.js';
import { markSent } from '../storage/publication.repository.js';
import { callContext } from './call-context.js';
import type { CallOutcome } from './call-outcome.js';
import { concludeCall } from './conclude-call.js';
import type { Desk } from './desk.js';
import { limitSettlement } from './limit-settlement.js';
import { listingRow } from './listing-row.js';
import { noteUnsettled } from './note-unsettled.js';

const NOT_SENT: CallOutcome = { end: 'untold', answers: [] };

/**
 * Sends one call: noted in the database first, so that a crash leaves it unclear and never unknown. Its
 * rows and its share of the limits are taken before anything is waited for.
 *
 * @throws LeaseLostError
 */
export async function sendCall(
  desk: Desk,
  { rows, lane }: Pick<CallPlan, 'rows' | 'lane'>,
): Promise<CallOutcome> {
  const { connector, lease, listings } = desk;
  const settleLimit = takeShare(desk, rows);
  const marked = await mark(desk, rows).catch((error: unknown) => {
    settleLimit({ charged: false });
    throw error;
  });
  if (marked.length === 0 || !lease.holdsFor(connector.capabilities.timeoutMs)) {
    settleLimit({ charged: false });
    for (const row of marked) listings.release(row);
    return NOT_SENT;
  }
  desk.hold.sent(marked.filter((sent) => isFall(sent, listings.shownOf(sent.sku))).length);
  const told = marked.map((sent) => listingRow(desk, sent, listings.shownOf(sent.sku)));
  const result = await connector.push(told, callContext(lane)).catch((error: unknown) => {
    settleLimit({ charged: true });
    for (const row of marked) listings.doubt(row);
    throw error;
  });
  settleLimit(limitSettlement(result));
  const outcome = concludeCall(desk, marked, result);
  await noteUnsettled(desk, marked, result);
  return outcome;
}

/** What the call takes of the account's limits and of its listings'. */
function takeShare(
  { limiter, quotas }: Desk,
  rows: readonly Desired[],
): (settlement: Settlement) => void {
  const settleLimit = limiter.start(rows.length);
  const endWrites = quotas?.begin(rows.map(({ sku }) => sku));
  return (settlement) => {
    settleLimit(settlement);
    endWrites?.(settlement.charged);
  };
}

const isFall = ({ quantity }: Sent, shown: number | null): boolean =>
  quantity === 0 && shown !== null && shown > 0;

async function mark(
  { clock, dataSource, lease, listings }: Desk,
  rows: readonly Desired[],
): Promise<Sent[]> {
  const sentAt = clock();
  const sent = rows.map((row): Sent => {
    const offerBefore = listings.offerBefore(row.sku);
    return { ...row, sentAt: sentAt.toISOString(), ...(offerBefore && { offerBefore }) };
  });
  listings.begin(sent);
  try {
    const marked = await markSent(dataSource, lease, rows, sentAt);
    for (const row of sent) if (!marked.has(row.sku)) listings.reject(row);
    return sent.filter(({ sku }) => marked.has(sku));
  } catch (error) {
    for (const row of sent) listings.release(row);
    throw error;
  }
}
