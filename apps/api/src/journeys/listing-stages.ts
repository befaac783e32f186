import type { StepRow } from '../explain/published/step.queries.js';
import type { Moment } from './stages.js';

type ListingStage = 'desired' | 'sent' | 'answered' | 'read_back';

interface Led {
  /** when the number came to be */
  readonly appliedAt: Date;
  /** of the item; 0: the listing counts its own */
  readonly version: number;
}

const ANSWERS = new Set<StepRow['step']>([
  'applied',
  'accepted',
  'rejected',
  'unclear',
  'not_taken',
]);

const NOTHING = 'nothing is kept of it: it was not yet, or longer ago than publications are kept';

/** What became of a number at one listing. @param steps from its version on, oldest first */
export function listingStages(
  { appliedAt, version }: Led,
  steps: readonly StepRow[],
): readonly Moment<ListingStage>[] {
  const desired = { stage: 'desired' as const, at: appliedAt, note: null };
  const first = steps.find(({ step }) => step === 'sent' || step === 'unchanged');
  if (!first) return [desired, missing('sent', NOTHING)];
  if (first.step === 'unchanged') {
    const note = `${first.quantity} was shown already: nothing was sent`;
    return [desired, { stage: 'sent', at: first.at, note }];
  }
  const later = steps
    .slice(steps.indexOf(first) + 1)
    .filter(({ version: of }) => of === first.version);
  const answer = later.find(({ step }) => ANSWERS.has(step));
  return [
    desired,
    { stage: 'sent', at: first.at, note: sentNote(first, version) },
    answer
      ? { stage: 'answered', at: answer.at, note: answerNote(answer) }
      : missing('answered', 'no answer is kept'),
    readBack(answer, later),
  ];
}

function sentNote({ quantity, version }: StepRow, wanted: number): string {
  if (wanted === 0 || Number(version) === wanted) return `${quantity}`;
  return `${quantity}, as version ${version}, which had taken its place`;
}

const answerNote = ({ step, code, reason }: StepRow): string =>
  [step.replace('_', ' '), code, reason].filter((part) => part !== null).join(': ');

function readBack(answer: StepRow | undefined, later: readonly StepRow[]): Moment<'read_back'> {
  const seen = later.find(({ step }) => step === 'confirmed' || step === 'not_shown');
  if (seen) return { stage: 'read_back', at: seen.at, note: answerNote(seen) };
  const note =
    answer?.step === 'applied' ? 'applied at once, so nobody looked' : 'no read-back is kept';
  return missing('read_back', note);
}

const missing = <Name extends string>(stage: Name, note: string): Moment<Name> => ({
  stage,
  at: null,
  note,
});
