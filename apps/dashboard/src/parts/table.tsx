import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState } from 'react';
import { cellClass } from './cell-class.js';
import type { Column } from './column.js';
import { TableRow } from './table-row.js';
import './table.css';

interface TableProps<Row> {
  /** says what the table lists, for who does not see the heading */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}

/** Below this every row is in the page, so that the browser's own search finds it. */
const MANY = 150;
const ROW_PX = 44;

/** A table that stays smooth with a hundred thousand rows: only those in sight are in the page. */
export function Table<Row>({ caption, columns, rows, keyOf }: TableProps<Row>) {
  const frame = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    if (frame.current) setTop(frame.current.getBoundingClientRect().top + window.scrollY);
  }, []);
  const isMany = rows.length > MANY;
  const virtual = useWindowVirtualizer({
    count: isMany ? rows.length : 0,
    estimateSize: () => ROW_PX,
    overscan: 12,
    scrollMargin: top,
  });
  const inSight = virtual.getVirtualItems();
  const before = Math.max(0, (inSight[0]?.start ?? top) - top);
  const after = Math.max(0, virtual.getTotalSize() + top - (inSight.at(-1)?.end ?? top));
  const indexes = isMany ? inSight.map(({ index }) => index) : rows.map((_, index) => index);
  return (
    <div className="table-frame" ref={frame}>
      <table className="table" role="table" aria-rowcount={rows.length + 1}>
        <caption className="unseen">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ head, end, wide }) => (
              <th key={head} role="columnheader" scope="col" className={cellClass(end, wide)}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {isMany && <Spacer height={before} columns={columns.length} />}
          {indexes.map((index) => {
            const row = rows[index];
            return row === undefined ? null : (
              <TableRow
                key={keyOf(row)}
                row={row}
                columns={columns}
                index={index}
                measure={isMany ? virtual.measureElement : undefined}
              />
            );
          })}
          {isMany && <Spacer height={after} columns={columns.length} />}
        </tbody>
      </table>
    </div>
  );
}

function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  return height === 0 ? null : (
    <tr aria-hidden="true" className="table-spacer">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}
