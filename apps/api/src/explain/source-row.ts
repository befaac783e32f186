import { z } from 'zod';
import { nativePosition } from '../format/native-position.js';
import { count } from '../format/schemas.js';

export const sourceRowSchema = z
  .object({
    system: z.string(),
    table: z.string(),
    rowKey: z.string(),
    rule: z.string(),
    position: z.string().nullable().describe("place in the source's log, for people"),
    epoch: count,
  })
  .meta({ id: 'SourceRow' });

export type SourceRowRef = z.infer<typeof sourceRowSchema>;

interface NamesRow {
  readonly source: string;
  readonly table_name: string;
  readonly row_key: string;
  readonly rule: string;
  readonly position: string | null;
  readonly epoch: number;
}

export const sourceRow = (row: NamesRow): SourceRowRef => ({
  system: row.source,
  table: row.table_name,
  rowKey: row.row_key,
  rule: row.rule,
  position: nativePosition(row.position),
  epoch: row.epoch,
});
