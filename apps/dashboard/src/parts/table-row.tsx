import { memo } from 'react';
import { cellClass } from './cell-class.js';
import type { Column } from './column.js';

interface TableRowProps<Row> {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly index: number;
  readonly measure: ((element: HTMLTableRowElement | null) => void) | undefined;
}

/** While one scrolls, a row that stays in sight is left as it is. */
export const TableRow = memo(Cells) as typeof Cells;

/** The first cell names the row. */
function Cells<Row>({ row, columns, index, measure }: TableRowProps<Row>) {
  return (
    <tr ref={measure} role="row" data-index={index} aria-rowindex={index + 2}>
      {columns.map(({ head, cell, end, wide, bare = false }, place) =>
        place === 0 ? (
          <th key={head} role="rowheader" scope="row" className={cellClass(end, wide)}>
            {cell(row)}
          </th>
        ) : (
          <td
            key={head}
            role="cell"
            data-label={bare ? undefined : head}
            className={cellClass(end, wide)}
          >
            {cell(row)}
          </td>
        ),
      )}
    </tr>
  );
}
