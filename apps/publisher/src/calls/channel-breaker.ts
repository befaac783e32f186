import { nextDelivery, type Outage } from '#channels';
import {
  circuitBreaker,
  ConsecutiveBreaker,
  DelegateBackoff,
  handleWhenResult,
  isBrokenCircuitError,
  type CircuitBreakerPolicy,
} from 'cockatiel';
import { LeaseLostError } from '../lease/lease.js';
import type { CallEnd } from './call-end.js';

const FIRST_MS = 250;
const LONGEST_MS = 30_000;
/** The breaker looks at its clock a little after it was asked for a pause. */
const MARGIN_MS = 2;

/** A breaker that does not let calls through as they come. */
export interface OpenBreaker {
  readonly outage: Outage;
  /** null: not before somebody asks for it */
  readonly nextTryAt: Date | null;
}

export interface BreakerOptions {
  /** pauses before each further attempt; after the last nothing is tried; left out: growing ones, for ever */
  readonly pausesMs?: readonly number[] | undefined;
  readonly random?: () => number;
}

/**
 * Lets calls through while the marketplace answers, and one at a time when it has not: after a pause that
 * grows with each failure, or by the connector's own schedule. On the wall clock, as it outlives its process.
 */
export class ChannelBreaker {
  private policy = this.closedPolicy();
  private outage: Outage | undefined;
  private nextTryAt: Date | null = null;

  constructor(private readonly options: BreakerOptions = {}) {}

  /** Goes on where an earlier owner of the account was. */
  recall({ outage, nextTryAt }: OpenBreaker): void {
    this.outage = outage;
    this.nextTryAt = nextTryAt;
  }

  /** Milliseconds until a call is let through; 0: now; infinite: not before somebody asks for it. */
  get waitMs(): number {
    if (!this.outage) return 0;
    if (this.nextTryAt === null) return Number.POSITIVE_INFINITY;
    return Math.max(0, this.nextTryAt.getTime() - Date.now());
  }

  /** Undefined while calls are let through as they come. */
  get open(): OpenBreaker | undefined {
    return this.outage && { outage: this.outage, nextTryAt: this.nextTryAt };
  }

  /** Somebody asks: the next call is let through. */
  tryNow(): void {
    this.policy = this.closedPolicy();
    this.nextTryAt = new Date();
  }

  /** Somebody has seen to it: what failed is forgotten. */
  reset(): void {
    this.policy = this.closedPolicy();
    this.outage = undefined;
  }

  /** @throws what the call throws */
  async run(call: () => Promise<CallEnd>): Promise<void> {
    try {
      const end = await this.policy.execute(call);
      if (end === 'fine') this.outage = undefined;
    } catch (error) {
      if (!isBrokenCircuitError(error)) throw error;
    }
  }

  private closedPolicy(): CircuitBreakerPolicy {
    const handled = handleWhenResult((end) => end === 'away').orWhen(
      (error) => !(error instanceof LeaseLostError),
    );
    return circuitBreaker(handled, {
      breaker: new ConsecutiveBreaker(1),
      halfOpenAfter: new DelegateBackoff(() => this.pauseMs()),
    });
  }

  /** Asked once for each failure that opens the breaker. */
  private pauseMs(): number {
    const now = new Date();
    const { failures = 0, firstFailedAt = now } = this.outage ?? {};
    this.outage = { failures: failures + 1, firstFailedAt };
    const pauseMs = this.scheduledMs(this.outage, now) ?? this.growingMs(failures);
    const isLast = pauseMs === Number.POSITIVE_INFINITY;
    this.nextTryAt = isLast ? null : new Date(now.getTime() + pauseMs + MARGIN_MS);
    return pauseMs;
  }

  private scheduledMs(outage: Outage, now: Date): number | undefined {
    const { pausesMs } = this.options;
    if (!pausesMs) return undefined;
    const next = nextDelivery(outage, now, this.random(), pausesMs);
    if (next.kind === 'disabled') return Number.POSITIVE_INFINITY;
    return next.at.getTime() - now.getTime();
  }

  /** Spread, so that publishers do not knock together. */
  private growingMs(failures: number): number {
    const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** failures);
    return Math.max(FIRST_MS, most * (0.5 + this.random() / 2));
  }

  private random(): number {
    return (this.options.random ?? Math.random)();
  }
}
