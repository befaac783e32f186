import { iso, secondsBetween } from '../format/instants.js';

export interface Moment<Name extends string> {
  readonly stage: Name;
  readonly at: Date | null;
  readonly note: string | null;
}

export interface ToldStage<Name extends string> {
  stage: Name;
  at: string | null;
  afterSeconds: number | null;
  note: string | null;
}

/**
 * Stages with their delays, each since the last moment before it that is kept.
 *
 * @param from a moment before the first of them; null: none
 */
export function withDelays<Name extends string>(
  moments: readonly Moment<Name>[],
  from: Date | null,
): ToldStage<Name>[] {
  let last = from;
  return moments.map(({ stage, at, note }) => {
    const afterSeconds = at && last ? secondsBetween(last, at) : null;
    last = at ?? last;
    return { stage, at: at && iso(at), afterSeconds, note };
  });
}
