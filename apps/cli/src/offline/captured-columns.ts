/** The columns that a table's rows are read by, each once. */
export const capturedColumns = (table: {
  readonly key: readonly string[];
  readonly columns: readonly string[];
}): readonly string[] => [...new Set([...table.key, ...table.columns])];
