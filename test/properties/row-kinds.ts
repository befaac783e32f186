/** What a row is about; a row never changes its kind. */
export const ROW_KINDS = [
  'level',
  'move',
  'transition',
  'count',
  'sale',
  'cancellation',
  'note',
] as const;
export type RowKind = (typeof ROW_KINDS)[number];
