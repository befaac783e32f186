import type { ChannelConnector, ListingQuantity, PushResult } from '#channels';
import type { Random } from '../../chaos/random.js';
import type { Scheduler, Task } from '../run/scheduler.js';

/** A row as the publisher hands it over, which is more than a marketplace is told. */
type SentRow = ListingQuantity & { readonly version?: number };

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
      rowsPerCall: 5,
      timeoutMs: 1_000,
      push: (rows) =>
        scheduler.step(task, {
          point: 'push',
          run: () => this.push(rows),
          half: () => this.apply(rows.slice(0, Math.ceil(rows.length / 2))),
        }),
      readBack: (skus) =>
        scheduler.step(task, {
          point: 'read back',
          run: () => ({
            kind: 'read' as const,
            quantities: new Map([...this.shown].filter(([sku]) => skus.includes(sku))),
          }),
        }),
      close: () => Promise.resolve(),
    };
  }

  private push(rows: readonly SentRow[]): PushResult {
    const end = this.isCalm() ? 'fine' : this.random.pick(ENDS);
    if (end === 'throttled') return { kind: 'throttled', retryAfterMs: 50, hints: [] };
    if (end === 'lost before') return { kind: 'unknown', reason: 'no answer' };
    if (end === 'unavailable') return { kind: 'unavailable', reason: 'closed for a moment' };
    this.apply(rows);
    if (end === 'lost after') return { kind: 'unknown', reason: 'no answer' };
    const verdicts = rows.map(() =>
      end === 'unclear' && this.random.chance(0.5)
        ? { outcome: 'unknown' as const, reason: 'perhaps' }
        : { outcome: 'accepted' as const },
    );
    return { kind: 'answered', verdicts, hints: [] };
  }

  private apply(rows: readonly SentRow[]): void {
    for (const { sku, quantity, version = 0 } of rows) {
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
