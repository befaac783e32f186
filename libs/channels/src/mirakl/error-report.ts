import { parse } from 'csv-parse/sync';

/** A line of a stock import that was not taken, and why in the operator's words. */
export interface ErrorLine {
  readonly sku: string;
  readonly reason: string;
}

const SKU_COLUMN = 'offer-sku';
/** "The first column contains the line number in error. The second column contains the error reason." */
const REASON_AT = 1;

/**
 * STO03's file: the lines in error as they were sent, behind two columns more. Skus are found by their
 * column's name, as it is not said whether line numbers count the head.
 *
 * @returns undefined for what is no such file
 */
export function errorReport(content: Buffer): ErrorLine[] | undefined {
  const [head, ...lines] = recordsOf(content);
  const skuAt = head?.indexOf(SKU_COLUMN) ?? -1;
  if (skuAt <= REASON_AT) return undefined;
  const report: ErrorLine[] = [];
  for (const line of lines) {
    const sku = line[skuAt];
    const reason = line[REASON_AT];
    if (sku === undefined || reason === undefined) return undefined;
    report.push({ sku, reason });
  }
  return report;
}

function recordsOf(content: Buffer): string[][] {
  try {
    return parse(content, { delimiter: ';', bom: true, skip_empty_lines: true });
  } catch {
    return [];
  }
}
