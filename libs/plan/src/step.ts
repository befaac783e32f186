export type Part = 'migrations' | 'topics' | 'connectors' | 'packs' | 'policy';

/** `+` made anew, `~` changed, `-` removed. */
export type Sign = '+' | '~' | '-';

/** One setting; null: it is not there. */
export interface FieldChange {
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** One thing that `apply` would do. */
export interface Step {
  /** how `--approve` calls it, such as `connector/cdc.pos` */
  readonly id: string;
  readonly part: Part;
  readonly sign: Sign;
  readonly changes: readonly FieldChange[];
  /** what would be lost or go wrong by it; empty: nothing, and no approval is asked for */
  readonly loses: readonly string[];
}

/** @param changes what differs; null: the thing is new, or goes */
export const step = (
  part: Part,
  id: string,
  sign: Sign,
  changes: readonly FieldChange[] = [],
  loses: readonly string[] = [],
): Step => ({ id, part, sign, changes, loses });
