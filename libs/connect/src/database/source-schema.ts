export interface SourceColumn {
  readonly name: string;
  /** the database's own word */
  readonly type: string;
  readonly is: 'number' | 'text' | 'time' | 'other';
  readonly nullable: boolean;
}

export interface ForeignKey {
  readonly column: string;
  readonly table: string;
  readonly referenced: string;
}

/** A table of a source, as its catalogue describes it. */
export interface SourceTable {
  /** null where the engine knows none, or it is the usual one */
  readonly schema: string | null;
  readonly name: string;
  /** the catalogue's estimate */
  readonly rows: number;
  readonly columns: readonly SourceColumn[];
  readonly primaryKey: readonly string[];
  /** of one column each; keys over several columns are left out */
  readonly foreignKeys: readonly ForeignKey[];
  /** columns that alone name a row, beside the primary key */
  readonly unique: readonly string[];
}
