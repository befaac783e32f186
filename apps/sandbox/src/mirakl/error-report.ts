import { stringify } from 'csv-stringify/sync';
import { COLUMNS, type StockLine } from './stock-file.js';

export interface RefusedLine extends StockLine {
  readonly reason: string;
}

/** STO03's file: the lines that were not taken as they were sent, behind their numbers and the reasons. */
export function errorReport(refused: readonly RefusedLine[]): string {
  const lines = refused.map(({ line, reason, values }) => [
    line,
    reason,
    ...COLUMNS.map((column) => values[column]),
  ]);
  return stringify([['error-line', 'error-message', ...COLUMNS], ...lines], {
    delimiter: ';',
    quoted: true,
  });
}
