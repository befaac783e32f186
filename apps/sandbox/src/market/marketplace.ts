import { setTimeout as pause } from 'node:timers/promises';
import type { FaultOrder, FaultSwitches } from '../faults/fault-switches.js';
import type { Journal } from '../journal/journal.js';
import type { JournalEntry } from '../journal/journal-entry.js';
import type { Cost } from '../limit/call-limit.js';
import { ACCOUNTS, type AccountConfig } from '../sandbox.config.js';
import { Account } from './account.js';
import { judgeRow, type QuantityRow, type RowResult } from './listing.js';

/** How a call ended, before it becomes HTTP. */
export type PutAnswer =
  | { readonly kind: 'done'; readonly results: readonly RowResult[]; readonly cost: Cost }
  | { readonly kind: 'throttled'; readonly retryAfterMs: number; readonly cost: Cost }
  | { readonly kind: 'failed' }
  | { readonly kind: 'lost' };

const FORCED_RETRY_MS = 500;

/** Both accounts, what they show, and the journal that they are rebuilt from. */
export class Marketplace {
  private readonly accounts: ReadonlyMap<string, Account>;

  constructor(
    configs: readonly AccountConfig[],
    private readonly journal: Journal,
    private readonly faults: FaultSwitches,
  ) {
    this.accounts = new Map(configs.map((config) => [config.name, new Account(config)]));
  }

  open(): Promise<void> {
    return this.journal.open((entry) => this.apply(entry));
  }

  account(name: string): Account | undefined {
    return this.accounts.get(name);
  }

  all(): readonly Account[] {
    return ACCOUNTS.flatMap((name) => this.accounts.get(name) ?? []);
  }

  /** Sets quantities: admitted by the limit, written to the journal, then shown, then answered. */
  async put(account: Account, rows: readonly QuantityRow[]): Promise<PutAnswer> {
    const fault = this.faults.take(account.config.name);
    const answer = this.decide(account, rows, fault);
    await this.record({
      account: account.config.name,
      method: 'PUT',
      status: STATUS[answer.kind],
      items: answer.kind === 'done' ? rows.map(withStatus(answer.results)) : [...rows],
      ...(fault && { fault: fault.kind }),
    });
    if (fault?.kind === 'slow') await pause(fault.delayMs);
    return fault?.kind === 'lose_answer' && answer.kind === 'done' ? { kind: 'lost' } : answer;
  }

  /** Writes a call to the journal and makes it count; `at` is now. */
  async record(call: Omit<JournalEntry, 'seq' | 'at'>): Promise<void> {
    this.apply(await this.journal.append({ at: new Date().toISOString(), ...call }));
  }

  private decide(
    account: Account,
    rows: readonly QuantityRow[],
    fault: FaultOrder | undefined,
  ): PutAnswer {
    if (fault?.kind === 'fail') return { kind: 'failed' };
    const admission = account.limit.admit(rows.length);
    const { cost } = admission;
    if (!admission.admitted) {
      return { kind: 'throttled', retryAfterMs: admission.retryAfterMs, cost };
    }
    if (fault?.kind === 'throttle')
      return { kind: 'throttled', retryAfterMs: FORCED_RETRY_MS, cost };
    return { kind: 'done', results: rows.map(judgeRow), cost };
  }

  private apply({ account: name, at, status, items }: JournalEntry): void {
    const account = this.accounts.get(name);
    if (!account) return;
    account.counts.count(status, Date.parse(at));
    for (const { sku, quantity, status: row } of items) {
      if (row === 'accepted') account.catalog.set({ sku, quantity, updatedAt: at });
    }
  }
}

const STATUS = { done: 200, lost: 200, throttled: 429, failed: 500 } as const;

const withStatus = (results: readonly RowResult[]) => (row: QuantityRow, at: number) => {
  const status = results[at]?.status;
  return status ? { ...row, status } : { ...row };
};
