import type { PendingJob, PushResult, RowVerdict } from '#channels';
import type { Sent } from '../listings/listing.js';
import type { CallOutcome } from './call-outcome.js';
import type { Desk } from './desk.js';
import { LANDS_WITHIN_MS } from './pending.js';
import type { Answer } from './record-answers.js';

/** An answer that names no job is looked for this soon. */
const SOON: PendingJob = { id: null, checkAfterMs: 1_000 };

/** What an answer means for each row of its call. */
export function concludeCall(desk: Desk, rows: readonly Sent[], result: PushResult): CallOutcome {
  const { channel, listings, telemetry } = desk;
  switch (result.kind) {
    case 'answered':
      return { end: 'fine', answers: sortOut(desk, rows, result) };
    case 'refused':
      telemetry.trouble(channel, 'refused', result.reason);
      return { end: 'fine', answers: refusalOf(desk, rows, result) };
    case 'throttled':
      telemetry.trouble(
        channel,
        'throttled',
        `asked to wait ${result.retryAfterMs} ms`,
        rows.length,
      );
      for (const row of rows) listings.release(row);
      return { end: 'fine', answers: [] };
    case 'unauthorized':
    case 'unavailable':
      telemetry.trouble(channel, result.kind, result.reason, rows.length);
      for (const row of rows) listings.release(row);
      return { end: 'away', answers: [] };
    case 'unknown':
      telemetry.trouble(channel, 'unknown', result.reason, rows.length);
      for (const row of rows) doubt(desk, row);
      return { end: 'away', answers: [] };
  }
}

function sortOut(
  desk: Desk,
  rows: readonly Sent[],
  { verdicts, job }: Extract<PushResult, { kind: 'answered' }>,
): Answer[] {
  const answers: Answer[] = [];
  const accepted: Sent[] = [];
  for (const [at, sent] of rows.entries()) {
    const answer = answerOf(sent, verdicts[at]);
    if (answer) answers.push(answer);
    else if (verdicts[at]?.outcome === 'accepted') accepted.push(sent);
    else doubt(desk, sent);
  }
  if (accepted.length > 0) wait(desk, accepted, job ?? SOON);
  const applied = answers.filter(({ outcome }) => outcome === 'applied').map(({ sent }) => sent);
  const taken = [...applied, ...accepted].map(({ recordedAt }) => recordedAt);
  desk.telemetry.taken(desk.channel, taken);
  return answers;
}

function answerOf(sent: Sent, verdict: RowVerdict | undefined): Answer | undefined {
  if (verdict?.outcome === 'applied') return { sent, outcome: 'applied', rejected: null };
  if (verdict?.outcome !== 'rejected') return undefined;
  return { sent, outcome: 'rejected', rejected: verdict };
}

function wait({ connector, listings, now, pending }: Desk, rows: readonly Sent[], job: PendingJob) {
  const untilMs = pending.add(job, rows, connector.poll !== undefined, now());
  for (const sent of rows) listings.pend(sent, untilMs);
}

/** Where writes are applied later, one that may have arrived may also be applied later. */
function doubt({ connector, listings, now }: Desk, sent: Sent): void {
  const isLater = connector.capabilities.applies === 'later';
  listings.doubt(sent, isLater ? now() + LANDS_WITHIN_MS : 0);
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
