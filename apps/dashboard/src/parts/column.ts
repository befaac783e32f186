import type { ReactNode } from 'react';

/** One column of a table. */
export interface Column<Row> {
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  /** numbers stand at the end of their cell */
  readonly end?: boolean;
  /** left out on narrow screens; the row's page has it too */
  readonly wide?: boolean;
  /** says by itself what it is: on narrow screens its head is left out */
  readonly bare?: boolean;
}
