import type { PushResult } from '#channels';
import type { Sent } from '../listings/listing.js';
import { addSteps, type UnsettledStep } from '../storage/publication-step.repository.js';
import type { Desk } from './desk.js';
import { unsettledSteps } from './unsettled-steps.js';

/** Keeps what became of sendings that have no clear answer. */
export const noteUnsettled = (
  desk: Desk,
  rows: readonly Sent[],
  result: PushResult,
): Promise<void> => note(desk, unsettledSteps(rows, result));

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
