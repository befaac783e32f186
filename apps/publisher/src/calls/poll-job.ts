import type { PushResult } from '#channels';
import type { Sent } from '../listings/listing.js';
import { callContext } from './call-context.js';
import type { CallEnd } from './call-end.js';
import type { Desk } from './desk.js';
import { listingRow } from './listing-row.js';
import { notNow } from './not-now.js';
import type { JobLook } from './pending.js';
import { recordAnswers, type Answer } from './record-answers.js';

/**
 * Asks how far a job has come. Rows that are still worked on are asked for again later; those that take
 * too long are read back, and sent again if the marketplace has lost them.
 *
 * @throws LeaseLostError
 */
export async function pollJob(desk: Desk, look: JobLook, signal: AbortSignal): Promise<CallEnd> {
  const { connector, limiter } = desk;
  const settleLimit = limiter.start(1, 'poll');
  const rows = look.rows.map((sent) => listingRow(desk, sent, null));
  const result = await connector
    .poll?.(look.job, rows, callContext('urgent'))
    .catch((error: unknown) => {
      settleLimit({ charged: true });
      waitOn(desk, look);
      throw error;
    });
  if (result?.kind !== 'answered') {
    waitOn(desk, look);
    if (result && result.kind !== 'refused' && result.kind !== 'unknown') {
      return notNow(desk, 'poll', result, settleLimit);
    }
    settleLimit({ charged: true });
    return 'away';
  }
  settleLimit({ charged: true, hints: result.hints });
  await recordAnswers(desk, sortOut(desk, look, result), signal);
  return 'fine';
}

/** A job that cannot be asked about for too long tells nothing any more: its rows are read back. */
function waitOn({ listings, now, pending }: Desk, look: JobLook): void {
  if (now() < look.untilMs) pending.jobAgain(look, look.rows, now());
  else for (const sent of look.rows) listings.doubt(sent);
}

function sortOut(
  desk: Desk,
  look: JobLook,
  { verdicts, job }: Extract<PushResult, { kind: 'answered' }>,
): Answer[] {
  const { listings, now, pending } = desk;
  const answers: Answer[] = [];
  const waiting: Sent[] = [];
  const isLate = now() >= look.untilMs;
  for (const [at, sent] of look.rows.entries()) {
    const verdict = verdicts[at] ?? { outcome: 'unknown', reason: 'the answer left the row out' };
    if (verdict.outcome === 'applied') answers.push({ sent, outcome: 'applied', rejected: null });
    else if (verdict.outcome === 'rejected') {
      answers.push({ sent, outcome: 'rejected', rejected: verdict });
    } else if (verdict.outcome === 'accepted' && !isLate) waiting.push(sent);
    else listings.doubt(sent);
  }
  if (waiting.length > 0) pending.jobAgain(look, waiting, now(), job);
  return answers;
}
