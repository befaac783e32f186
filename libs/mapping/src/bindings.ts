/** Values that an expression may use: `row`, and the references by their names. */
export type Bindings = Readonly<Record<string, unknown>>;

export type Expression = (bindings: Bindings) => unknown;

/** A column of a row or of a reference. */
export interface ColumnOf {
  /** `row`, or a reference's name */
  readonly of: string;
  readonly column: string;
}
