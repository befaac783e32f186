import { ActButton } from '../../parts/act-button.js';
import { counted, grouped } from '../../parts/count-words.js';
import { CHANGES, decide, type Choice } from './decide.js';
import { DISCARDING, REDRIVING } from './effects.js';

interface BulkProps {
  /** none: all that the filter admits are meant */
  readonly chosen: readonly string[];
  readonly conditions: Readonly<Record<string, string>>;
  /** how many there are without a filter */
  readonly total: number;
  readonly onDone: () => void;
}

/** Decides on the chosen messages, or on all that the filter admits. */
export function Bulk({ chosen, conditions, total, onDone }: BulkProps) {
  const isFiltered = Object.keys(conditions).length > 0;
  const choice = choiceOf(chosen, conditions);
  const to = wordsOf(chosen.length, isFiltered, total);
  const act = (what: 'redrive' | 'discard') => async (because: string) => {
    await decide(what, choice, because);
    onDone();
  };
  return (
    <div className="row">
      <span className="small muted">{to[0]?.toUpperCase() + to.slice(1)}:</span>
      <ActButton name="Redrive" to={to} act={act('redrive')} changes={CHANGES}>
        <p>{REDRIVING} Those of other stages stay.</p>
      </ActButton>
      <ActButton name="Discard" to={to} isDangerous act={act('discard')} changes={CHANGES}>
        <p>{DISCARDING}</p>
      </ActButton>
    </div>
  );
}

function choiceOf(
  chosen: readonly string[],
  { olderHours, ...conditions }: Readonly<Record<string, string>>,
): Choice {
  if (chosen.length > 0) return { ids: chosen };
  const age = olderHours === undefined ? {} : { olderHours: Number(olderHours) };
  const filter = { ...conditions, ...age };
  return Object.keys(filter).length > 0 ? { filter } : { all: true };
}

function wordsOf(chosen: number, isFiltered: boolean, total: number): string {
  if (chosen > 0) return counted(chosen, 'chosen message');
  if (isFiltered) return 'all that match';
  return total === 1 ? 'the only message' : `all ${grouped(total)} messages`;
}
