import type { PushResult, RowVerdict, Settlement as LimitSettlement } from '#channels';
import { randomUUID } from 'node:crypto';
import type { Desired, Sent } from '../listings/listing.js';
import { markSent } from '../storage/publication.repository.js';
import type { Desk } from './desk.js';
import { listingRow } from './listing-row.js';
import type { Answer } from './record-answers.js';

/** How the marketplace is doing: `away` asks to leave it alone for a while. */
export type CallEnd = 'fine' | 'away';

export interface CallOutcome {
  readonly end: CallEnd;
  /** to be recorded; until then their listings are in flight */
  readonly answers: readonly Answer[];
}

const NOT_SENT: CallOutcome = { end: 'fine', answers: [] };

/**
 * Sends one call: noted in the database first, so that a crash leaves it unclear and never unknown.
 *
 * @throws LeaseLostError
 */
export async function sendCall(
  desk: Desk,
  rows: readonly Desired[],
  signal: AbortSignal,
): Promise<CallOutcome> {
  const { connector, lease, limiter, listings } = desk;
  const marked = await mark(desk, rows);
  if (marked.length === 0) return NOT_SENT;
  if (!lease.holdsFor(connector.capabilities.timeoutMs)) {
    for (const row of marked) listings.release(row);
    return NOT_SENT;
  }
  const settleLimit = limiter.start(marked.length);
  const result = await connector.push(
    marked.map((sent) => listingRow(sent, listings.shownOf(sent.sku))),
    { callId: randomUUID(), lane: 'normal', signal },
  );
  settleLimit(limitSettlement(result));
  return conclude(desk, marked, result);
}

async function mark({ clock, dataSource, lease, listings }: Desk, rows: readonly Desired[]) {
  const sentAt = clock();
  const sent = rows.map((row): Sent => ({ ...row, sentAt: sentAt.toISOString() }));
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

function conclude(desk: Desk, rows: readonly Sent[], result: PushResult): CallOutcome {
  const { channel, listings, telemetry } = desk;
  switch (result.kind) {
    case 'answered':
      return { end: 'fine', answers: clearVerdicts(desk, rows, result.verdicts) };
    case 'refused':
      telemetry.trouble(channel, 'refused', result.reason);
      return { end: 'fine', answers: refusalOf(desk, rows, result) };
    case 'throttled':
      telemetry.trouble(channel, 'throttled', `asked to wait ${result.retryAfterMs} ms`);
      for (const row of rows) listings.release(row);
      return { end: 'fine', answers: [] };
    case 'unauthorized':
    case 'unavailable':
      telemetry.trouble(channel, result.kind, result.reason);
      for (const row of rows) listings.release(row);
      return { end: 'away', answers: [] };
    case 'unknown':
      telemetry.trouble(channel, 'unknown', result.reason);
      for (const row of rows) listings.doubt(row);
      return { end: 'away', answers: [] };
  }
}

function clearVerdicts(
  { listings }: Desk,
  rows: readonly Sent[],
  verdicts: readonly RowVerdict[],
): Answer[] {
  const answers: Answer[] = [];
  for (const [at, sent] of rows.entries()) {
    const verdict = verdicts[at];
    if (verdict?.outcome === 'applied') {
      answers.push({ sent, outcome: 'applied', rejected: null });
    } else if (verdict?.outcome === 'rejected') {
      answers.push({ sent, outcome: 'rejected', rejected: verdict });
    } else {
      listings.doubt(sent);
    }
  }
  return answers;
}

/** One row at fault must not hold up the others: each is tried by itself (promise I8). */
function refusalOf(
  { listings }: Desk,
  rows: readonly Sent[],
  { code, reason }: { readonly code: string; readonly reason: string },
): Answer[] {
  const [only, ...others] = rows;
  if (only && others.length === 0) {
    return [{ sent: only, outcome: 'rejected', rejected: { code, reason } }];
  }
  for (const row of rows) listings.isolate(row);
  return [];
}

/** Nothing is charged for a call that never arrived; in doubt, everything is. */
function limitSettlement(result: PushResult): LimitSettlement {
  switch (result.kind) {
    case 'answered':
      return { charged: true, hints: result.hints };
    case 'throttled':
      return { charged: false, hints: result.hints, retryAfterMs: result.retryAfterMs };
    case 'unauthorized':
    case 'unavailable':
      return { charged: false };
    case 'refused':
    case 'unknown':
      return { charged: true };
  }
}
