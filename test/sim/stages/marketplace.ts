import type { Capabilities, ChannelConnector, ListingRow, PushResult } from '#channels';
import type { Random } from '../../chaos/random.js';
import type { Scheduler, Task } from '../run/scheduler.js';

/** A marketplace account that answers late, unclearly or not at all; what it shows is the truth. */
export class Marketplace {
  readonly shown = new Map<string, number>();
  readonly complaints: string[] = [];
  private readonly versions = new Map<string, number>();

  constructor(
    readonly channel: string,
    private readonly random: Random,
    private readonly isCalm: () => boolean,
  ) {}

  connector(task: Task, scheduler: Scheduler): ChannelConnector {
    return {
      capabilities: CAPABILITIES,
      limits: [],
      push: (rows) =>
        scheduler.step(task, {
          point: 'push',
          run: () => this.push(rows),
          half: () => this.apply(rows.slice(0, Math.ceil(rows.length / 2))),
        }),
      readBack: (rows) =>
        scheduler.step(task, {
          point: 'read back',
          run: () => ({
            kind: 'read' as const,
            quantities: this.shownOf(rows),
          }),
        }),
      list: () => Promise.resolve({ kind: 'page', listings: [], next: null }),
      close: () => Promise.resolve(),
    };
  }

  private push(rows: readonly ListingRow[]): PushResult {
    const end = this.isCalm() ? 'fine' : this.random.pick(ENDS);
    if (end === 'throttled') return { kind: 'throttled', retryAfterMs: 50, hints: [] };
    if (end === 'lost before') return { kind: 'unknown', reason: 'no answer' };
    if (end === 'unavailable') return { kind: 'unavailable', reason: 'closed for a moment' };
    this.apply(rows);
    if (end === 'lost after') return { kind: 'unknown', reason: 'no answer' };
    const verdicts = rows.map(() =>
      end === 'unclear' && this.random.chance(0.5)
        ? { outcome: 'unknown' as const, reason: 'perhaps' }
        : { outcome: 'applied' as const },
    );
    return { kind: 'answered', verdicts, hints: [] };
  }

  private shownOf(rows: readonly ListingRow[]): ReadonlyMap<string, number> {
    const asked = new Set(rows.map(({ sku }) => sku));
    return new Map([...this.shown].filter(([sku]) => asked.has(sku)));
  }

  private apply(rows: readonly ListingRow[]): void {
    for (const { sku, quantity, version } of rows) {
      const before = this.versions.get(sku) ?? 0;
      if (version < before) {
        this.complaints.push(
          `${this.channel} was told version ${version} of ${sku} after ${before}`,
        );
      }
      this.versions.set(sku, version);
      this.shown.set(sku, quantity);
    }
  }
}

const CAPABILITIES: Capabilities = {
  rowsPerCall: { urgent: 5, normal: 5, reconcile: 5 },
  rowsPerRead: 5,
  quantityCap: null,
  applies: 'at_once',
  readsBack: true,
  parallelCalls: 1,
  timeoutMs: 1_000,
};

const ENDS = [
  'fine',
  'fine',
  'fine',
  'fine',
  'unclear',
  'lost before',
  'lost after',
  'throttled',
  'unavailable',
] as const;
