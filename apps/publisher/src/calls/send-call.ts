import type { PushResult, RowVerdict, Settlement as LimitSettlement } from '#channels';
import type { Desired, Sent } from '../listings/listing.js';
import { markSent } from '../storage/publication.repository.js';
import type { Desk } from './desk.js';
import { recordAnswers, type Answer } from './record-answers.js';

/** How the marketplace is doing: `away` asks to leave it alone for a while. */
export type CallEnd = 'fine' | 'away';

/**
 * Sends one call: noted in the database first, so that a crash leaves it unclear and never unknown.
 *
 * @throws LeaseLostError
 */
export async function sendCall(
  desk: Desk,
  rows: readonly Desired[],
  signal: AbortSignal,
): Promise<CallEnd> {
  const { connector, lease, limiter, listings } = desk;
  const marked = await mark(desk, rows);
  if (marked.length === 0) return 'fine';
  if (!lease.holdsFor(connector.timeoutMs)) {
    for (const row of marked) listings.release(row);
    return 'fine';
  }
  const settleLimit = limiter.start(marked.length);
  const result = await connector.push(marked);
  settleLimit(limitSettlement(result));
  return conclude(desk, marked, result, signal);
}

async function mark({ dataSource, lease, listings }: Desk, rows: readonly Desired[]) {
  const sentAt = new Date();
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

async function conclude(
  desk: Desk,
  rows: readonly Sent[],
  result: PushResult,
  signal: AbortSignal,
): Promise<CallEnd> {
  const { channel, listings, telemetry } = desk;
  switch (result.kind) {
    case 'answered':
      await takeVerdicts(desk, rows, result.verdicts, signal);
      return 'fine';
    case 'refused':
      telemetry.trouble(channel, 'refused', result.reason);
      await takeRefusal(desk, rows, result, signal);
      return 'fine';
    case 'throttled':
      telemetry.trouble(channel, 'throttled', `asked to wait ${result.retryAfterMs} ms`);
      for (const row of rows) listings.release(row);
      return 'fine';
    case 'unavailable':
      telemetry.trouble(channel, 'unavailable', result.reason);
      for (const row of rows) listings.release(row);
      return 'away';
    case 'unknown':
      telemetry.trouble(channel, 'unknown', result.reason);
      for (const row of rows) listings.doubt(row);
      return 'away';
  }
}

async function takeVerdicts(
  desk: Desk,
  rows: readonly Sent[],
  verdicts: readonly RowVerdict[],
  signal: AbortSignal,
): Promise<void> {
  const answers: Answer[] = [];
  for (const [at, sent] of rows.entries()) {
    const verdict = verdicts[at];
    if (verdict?.outcome === 'accepted') {
      answers.push({ sent, outcome: 'accepted', rejected: null });
    } else if (verdict?.outcome === 'rejected') {
      answers.push({ sent, outcome: 'rejected', rejected: verdict });
    } else {
      desk.listings.doubt(sent);
    }
  }
  await recordAnswers(desk, answers, signal);
}

/** One row at fault must not hold up the others: each is tried by itself (promise I8). */
async function takeRefusal(
  desk: Desk,
  rows: readonly Sent[],
  { code, reason }: { readonly code: string; readonly reason: string },
  signal: AbortSignal,
): Promise<void> {
  const [only, ...others] = rows;
  if (only && others.length === 0) {
    const rejected = { code, reason };
    return recordAnswers(desk, [{ sent: only, outcome: 'rejected', rejected }], signal);
  }
  for (const row of rows) desk.listings.isolate(row);
}

/** Nothing is charged for a call that never arrived; in doubt, everything is. */
function limitSettlement(result: PushResult): LimitSettlement {
  switch (result.kind) {
    case 'answered':
      return { charged: true, hints: result.hints };
    case 'throttled':
      return { charged: false, hints: result.hints, retryAfterMs: result.retryAfterMs };
    case 'unavailable':
      return { charged: false };
    case 'refused':
    case 'unknown':
      return { charged: true };
  }
}
