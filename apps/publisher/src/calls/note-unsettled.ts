import type { PushResult } from '#channels';
import type { Sent } from '../listings/listing.js';
import { addSteps, type UnsettledStep } from '../storage/publication-step.repository.js';
import type { Desk } from './desk.js';

/** Keeps what became of sendings that have no clear answer; clear ones are kept where they are settled. */
export const noteUnsettled = (
  desk: Desk,
  rows: readonly Sent[],
  result: PushResult,
): Promise<void> =>
  note(
    desk,
    rows.flatMap((sent, at) => stepOf(sent, at, rows.length, result) ?? []),
  );

/** Keeps that a read-back found other numbers than those that were sent. */
export const noteNotShown = (
  desk: Desk,
  rows: readonly Sent[],
  quantities: ReadonlyMap<string, number>,
): Promise<void> =>
  note(
    desk,
    rows.map((sent) => {
      const found = quantities.get(sent.sku);
      const reason = found === undefined ? 'it is not listed' : `it shows ${found}`;
      return { sent, step: 'not_shown', code: null, reason };
    }),
  );

/** History explains; it never holds up a call, nor lets an answer be lost. */
async function note(
  { channel, clock, dataSource, lease, telemetry }: Desk,
  steps: readonly UnsettledStep[],
): Promise<void> {
  try {
    await addSteps(dataSource, lease, steps, clock());
  } catch (error) {
    telemetry.trouble(channel, 'failed', `steps could not be kept: ${String(error)}`);
  }
}

function stepOf(
  sent: Sent,
  at: number,
  rows: number,
  result: PushResult,
): UnsettledStep | undefined {
  switch (result.kind) {
    case 'answered': {
      const verdict = result.verdicts[at];
      if (verdict?.outcome === 'applied' || verdict?.outcome === 'rejected') return undefined;
      if (verdict?.outcome === 'accepted')
        return { sent, step: 'accepted', code: null, reason: null };
      return { sent, step: 'unclear', code: null, reason: 'the answer left the row out' };
    }
    case 'refused':
      if (rows === 1) return undefined;
      return { sent, step: 'not_taken', code: result.code, reason: result.reason };
    case 'throttled':
      return { sent, step: 'not_taken', code: 'throttled', reason: null };
    case 'unauthorized':
    case 'unavailable':
      return { sent, step: 'not_taken', code: result.kind, reason: result.reason };
    case 'unknown':
      return { sent, step: 'unclear', code: null, reason: result.reason };
  }
}
