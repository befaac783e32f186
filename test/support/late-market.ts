import type {
  Capabilities,
  ChannelConnector,
  ListingRow,
  ListResult,
  PendingJob,
  PushResult,
  ReadBackResult,
  RowVerdict,
} from '#channels';

const CHECK_AFTER_MS = 20;

interface Write {
  readonly sku: string;
  readonly quantity: number;
  verdict: RowVerdict;
}

/** A marketplace that accepts at once and applies when it is told to: early, late, out of order or never. */
export class LateMarket implements ChannelConnector {
  readonly capabilities: Capabilities = {
    rowsPerCall: { urgent: 10, normal: 10, reconcile: 10 },
    rowsPerRead: 10,
    quantityCap: null,
    applies: 'later',
    readsBack: true,
    parallelCalls: 2,
    timeoutMs: 1_000,
  };
  readonly limits = [];
  readonly shown = new Map<string, number>();
  /** in the order of their calls */
  readonly writes: Write[] = [];
  reads = 0;
  cannotPoll = false;
  private broken: 'push' | 'poll' | 'readBack' | undefined;

  /** @param names whether jobs have a name by which they can be polled */
  constructor(private readonly names: boolean) {}

  /** The next call of the method ends in a bug of the connector. */
  breaksOnce(method: 'push' | 'poll' | 'readBack'): void {
    this.broken = method;
  }

  async push(rows: readonly ListingRow[]): Promise<PushResult> {
    await this.breakOf('push');
    const id = this.names ? String(this.writes.length) : null;
    for (const { sku, quantity } of rows) {
      this.writes.push({ sku, quantity, verdict: { outcome: 'accepted' } });
    }
    return {
      kind: 'answered',
      verdicts: rows.map(() => ({ outcome: 'accepted' })),
      hints: [],
      job: { id, checkAfterMs: CHECK_AFTER_MS },
    };
  }

  async poll({ id }: PendingJob, rows: readonly ListingRow[]): Promise<PushResult> {
    await this.breakOf('poll');
    if (this.cannotPoll) return { kind: 'unavailable', reason: 'closed' };
    const job = this.writes.slice(Number(id));
    const verdicts = rows.map(
      ({ sku }) => job.find((write) => write.sku === sku)?.verdict ?? MISSING,
    );
    return { kind: 'answered', verdicts, hints: [] };
  }

  async readBack(rows: readonly ListingRow[]): Promise<ReadBackResult> {
    await this.breakOf('readBack');
    this.reads += 1;
    const asked = rows.flatMap(({ sku }): [string, number][] => {
      const quantity = this.shown.get(sku);
      return quantity === undefined ? [] : [[sku, quantity]];
    });
    return { kind: 'read', quantities: new Map(asked) };
  }

  list(): Promise<ListResult> {
    const listings = [...this.shown].map(([sku, quantity]) => ({ sku, quantity, ids: {} }));
    return Promise.resolve({ kind: 'page', listings, next: null });
  }

  /** The n-th write of all lands now. */
  land(at: number): void {
    const write = this.writes[at];
    if (!write) throw new Error(`there are ${this.writes.length} writes`);
    write.verdict = { outcome: 'applied' };
    this.shown.set(write.sku, write.quantity);
  }

  refuse(at: number, code: string): void {
    const write = this.writes[at];
    if (write) write.verdict = { outcome: 'rejected', code, reason: null };
  }

  private breakOf(method: 'push' | 'poll' | 'readBack'): Promise<void> {
    if (this.broken !== method) return Promise.resolve();
    this.broken = undefined;
    return Promise.reject(new Error(`${method} is broken`));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

const MISSING: RowVerdict = { outcome: 'unknown', reason: 'no such row' };
