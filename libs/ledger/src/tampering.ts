/**
 * `cut_off`: the newest lines are gone. `rewritten`: the chain fits together, but not with an anchor that
 * was taken earlier. `head`: the lines are sound, their head is not.
 */
export type TamperingKind =
  'edited' | 'removed' | 'inserted' | 'reordered' | 'cut_off' | 'rewritten' | 'head';

/** The first fault of a partition's ledger. */
export interface Tampering {
  readonly kind: TamperingKind;
  readonly line: bigint;
  /** for people: what was found */
  readonly note: string;
}
