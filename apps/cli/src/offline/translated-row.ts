import { PoisonMessageError } from '#contracts';
import {
  translate,
  type CompiledMoves,
  type IdentifiedEvent,
  type RowChange,
  type TranslationContext,
} from '#mapping';

export type MovingTable = CompiledMoves & {
  readonly name: string;
  readonly key: readonly string[];
};

/** What becomes of one row: events, or why there are none. */
export type RowOutcome =
  | { readonly kind: 'events'; readonly events: readonly IdentifiedEvent[] }
  | { readonly kind: 'waits' | 'parked'; readonly reason: string };

/** Translates a change as the normalizer would, and tells what it would set aside. */
export function outcomeOf(
  table: MovingTable,
  change: RowChange,
  context: TranslationContext,
): RowOutcome {
  try {
    const result = translate(table, change, context);
    if (result.kind === 'waits') return { kind: 'waits', reason: result.reason };
    return result;
  } catch (error) {
    if (!(error instanceof PoisonMessageError)) throw error;
    return { kind: 'parked', reason: error.message };
  }
}
