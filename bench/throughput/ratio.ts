/** One ratio of the table. */
export interface Ratio {
  readonly what: string;
  readonly ours: number;
  readonly theirs: number;
  readonly unit: string;
  readonly ratio: number;
  /** `≥ 0.7`; empty: only reported */
  readonly goal: string;
}
