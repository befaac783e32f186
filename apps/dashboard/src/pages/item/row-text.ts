import type { Contribution } from '../../../../api/src/explain/explain.schema.js';

/** `pos ospos_item_quantities 12/3 at binlog 000002:1182`: a row where its own database has it. */
export function rowText({ system, table, rowKey, position }: Contribution['row']): string {
  return `${system} ${table} ${rowKey}${position === null ? '' : ` at ${position}`}`;
}
