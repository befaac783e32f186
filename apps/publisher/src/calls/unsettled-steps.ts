import type { PushResult } from '#channels';
import type { Sent } from '../listings/listing.js';
import type { UnsettledStep } from '../storage/publication-step.repository.js';

/** What became of a call's rows that have no clear answer; clear ones are kept where they are settled. */
export const unsettledSteps = (rows: readonly Sent[], result: PushResult): UnsettledStep[] =>
  rows.flatMap((sent, at) => {
    const step = stepOf(at, rows.length, result);
    return step ? [{ sent, ...step }] : [];
  });

type Step = Omit<UnsettledStep, 'sent'>;

function stepOf(at: number, rows: number, result: PushResult): Step | undefined {
  switch (result.kind) {
    case 'answered':
      return verdictStep(result.verdicts[at]);
    case 'refused':
      // a single row that is refused is rejected, which is a clear answer
      return rows === 1 ? undefined : notTaken(result.code, result.reason);
    case 'throttled':
      return notTaken('throttled', null);
    case 'unauthorized':
    case 'unavailable':
      return notTaken(result.kind, result.reason);
    case 'unknown':
      return { step: 'unclear', code: null, reason: result.reason };
  }
}

function verdictStep(
  verdict: Extract<PushResult, { kind: 'answered' }>['verdicts'][number] | undefined,
): Step | undefined {
  if (verdict?.outcome === 'applied' || verdict?.outcome === 'rejected') return undefined;
  if (verdict?.outcome === 'accepted') return { step: 'accepted', code: null, reason: null };
  const reason = verdict?.reason ?? 'the answer left the row out';
  return { step: 'unclear', code: null, reason };
}

const notTaken = (code: string, reason: string | null): Step => ({
  step: 'not_taken',
  code,
  reason,
});
