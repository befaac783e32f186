import { randomUUID } from 'node:crypto';
import type { FakeFault } from '../fake/fake-fault.js';
import { errorReport, type RefusedLine } from './error-report.js';
import { lineError } from './line-error.js';
import type { MiraklOptions } from './mirakl-options.js';
import type { Offers } from './offers.js';
import { readStockFile, type StockLine } from './stock-file.js';

/**
 * How an import ends: `COMPLETE` with the lines that can be taken, `FAILED` with those among the first
 * `afterLines`, or `NEVER`.
 */
export type ImportEnd =
  | { readonly status: 'COMPLETE' | 'NEVER' }
  | { readonly status: 'FAILED'; readonly afterLines: number };

interface StoredImport {
  readonly id: string;
  readonly content: string;
  readonly createdAtMs: number;
  readonly fault: FakeFault | undefined;
  readonly end: ImportEnd;
  result: ImportResult | undefined;
}

interface ImportResult {
  readonly status: 'COMPLETE' | 'FAILED';
  readonly taken: readonly StockLine[];
  readonly refused: readonly RefusedLine[];
}

/** Stock imports of one shop, worked on one after the other by the clock. */
export class Imports {
  /** how the next imports end */
  end: ImportEnd = { status: 'COMPLETE' };
  private readonly stored = new Map<string, StoredImport>();
  /** taken, and shown only after what comes next */
  private late: readonly StockLine[] = [];

  constructor(
    private readonly options: MiraklOptions,
    private readonly shopId: number,
    private readonly offers: Offers,
  ) {}

  /** @returns its id */
  create(content: string, fault: FakeFault | undefined): string {
    this.advance();
    const same = [...this.stored.values()].find((each) => !each.result && each.content === content);
    if (same && this.options.mergesDuplicates) return same.id;
    const id = randomUUID();
    const createdAtMs = this.options.now();
    this.stored.set(id, { id, content, createdAtMs, fault, end: this.end, result: undefined });
    return id;
  }

  /** The vendor's answer to STO02; undefined: there is none of this id. */
  stateOf(id: string): object | undefined {
    this.advance();
    const found = this.stored.get(id);
    if (!found) return undefined;
    const { importWaitMs, now, tellsCounts } = this.options;
    const { createdAtMs, result } = found;
    const isWaiting = now() < createdAtMs + importWaitMs;
    return {
      import_id: id,
      date_created: new Date(createdAtMs).toISOString(),
      shop_id: this.shopId,
      status: result?.status ?? (isWaiting ? 'WAITING' : 'RUNNING'),
      has_error_report: (result?.refused.length ?? 0) > 0,
      ...(tellsCounts &&
        result && {
          lines_in_success: result.taken.length,
          lines_in_error: result.refused.length,
        }),
    };
  }

  /** STO03's file; undefined: there is none. */
  reportOf(id: string): string | undefined {
    const refused = this.stored.get(id)?.result?.refused ?? [];
    return refused.length === 0 ? undefined : errorReport(refused);
  }

  /** Works on what is due. */
  advance(): void {
    const { importRunMs, importWaitMs, now } = this.options;
    for (const each of this.stored.values()) {
      if (now() >= each.createdAtMs + importWaitMs + importRunMs) this.work(each);
    }
  }

  settle(): void {
    for (const each of this.stored.values()) this.work(each);
    this.applyLate();
  }

  private work(each: StoredImport): void {
    if (each.result || each.end.status === 'NEVER') return;
    const result = this.resultOf(each);
    each.result = result;
    if (each.fault?.kind === 'never_apply') return;
    if (each.fault?.kind === 'apply_late') {
      this.late = [...this.late, ...result.taken];
      return;
    }
    this.apply(result.taken);
    this.applyLate();
  }

  private resultOf({ content, end }: StoredImport): ImportResult {
    const lines = readStockFile(content);
    if (!lines) return { status: 'FAILED', taken: [], refused: [] };
    const worked = end.status === 'FAILED' ? lines.slice(0, end.afterLines) : lines;
    const taken: StockLine[] = [];
    const refused: RefusedLine[] = [];
    for (const line of worked) {
      const reason = lineError(line, this.offers, this.options.warehouses);
      if (reason === undefined) taken.push(line);
      else refused.push({ ...line, reason });
    }
    return { status: end.status === 'FAILED' ? 'FAILED' : 'COMPLETE', taken, refused };
  }

  private applyLate(): void {
    this.apply(this.late);
    this.late = [];
  }

  private apply(lines: readonly StockLine[]): void {
    for (const { values } of lines) {
      this.offers.set(values['offer-sku'], values['warehouse-code'], Number(values.quantity));
    }
  }
}
