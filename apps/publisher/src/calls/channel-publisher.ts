import { LeaseLostError } from '../lease/lease.js';
import type { Desired } from '../listings/listing.js';
import { planCall } from '../listings/plan-call.js';
import { settle } from '../storage/publication.repository.js';
import { Backoff } from './backoff.js';
import type { Desk } from './desk.js';
import { readBack } from './read-back.js';
import { recordAnswers } from './record-answers.js';
import { sendCall, type CallEnd } from './send-call.js';
import { Signal } from './signal.js';

const IDLE_MS = 1_000;
/** A call without an answer may still be under way: it gets this long before it is looked for. */
const READ_BACK_AFTER_MS = 250;
const UNCHANGED_ROWS = 1_000;
/** Nobody waits for them: many are acknowledged in one go. */
const UNCHANGED_EVERY_MS = 250;
const SOON_MS = Math.min(READ_BACK_AFTER_MS, UNCHANGED_EVERY_MS);

/**
 * Closes the difference between desired and shown for one channel account, while its lease is held.
 *
 * One call at a time. So a listing's numbers reach the marketplace in the order of their versions (I5)
 * without any book-keeping per item, the limiter knows when each call was counted, and while a call is
 * under way newer numbers replace older ones. Rows per call carry the throughput: at 50 rows and 50 ms
 * a call, 1,000 rows a second, which is above the limits of every marketplace known to us.
 */
export class ChannelPublisher {
  private readonly work = new Signal();
  private readonly backoff = new Backoff();
  private quietUntilMs = 0;
  private unchangedAtMs = 0;

  constructor(readonly desk: Desk) {}

  offer(desired: Desired): void {
    this.desk.listings.offer(desired);
    this.work.raise();
  }

  /** Runs until the signal or the loss of the lease; a step that fails is told and tried again. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.desk.lease.holdsFor(0)) {
      try {
        await this.step(signal);
      } catch (error) {
        const { channel, telemetry } = this.desk;
        telemetry.trouble(channel, 'failed', String(error));
        if (error instanceof LeaseLostError) return;
        this.stayAway();
      }
    }
  }

  private async step(signal: AbortSignal): Promise<void> {
    const { connector, lease } = this.desk;
    const quietMs = this.quietUntilMs - this.desk.now();
    if (quietMs > 0 || !lease.holdsFor(connector.capabilities.timeoutMs)) {
      if (!(await this.acknowledgeUnchanged())) await this.rest(quietMs, signal);
      return;
    }
    if (this.mayReadBack()) return this.heed(await readBack(this.desk, signal));
    const { limiter, listings, rowsPerCall } = this.desk;
    const plan = planCall(listings, limiter, rowsPerCall);
    if (plan?.delayMs === 0) return this.send(plan.rows, signal);
    if (await this.acknowledgeUnchanged()) return;
    if (plan) await this.waitForLimit(plan.delayMs, signal);
    else await this.rest(0, signal);
  }

  private async send(rows: readonly Desired[], signal: AbortSignal): Promise<void> {
    const { end, answers } = await sendCall(this.desk, rows, signal);
    this.heed(end);
    await recordAnswers(this.desk, answers, signal);
  }

  private mayReadBack(): boolean {
    const { limiter, listings } = this.desk;
    return listings.hasUnclear && limiter.delayMs(1, 'urgent', 'read') === 0;
  }

  /** A new version that asks for what is shown already is acknowledged without a call. */
  private async acknowledgeUnchanged(): Promise<boolean> {
    const { dataSource, lease, listings, now } = this.desk;
    const rows = listings.unchanged(UNCHANGED_ROWS);
    if (rows.length === 0) return false;
    if (rows.length < UNCHANGED_ROWS && now() < this.unchangedAtMs) return false;
    this.unchangedAtMs = now() + UNCHANGED_EVERY_MS;
    const settlements = rows.map((desired) => ({ desired, rejected: null }));
    await settle(dataSource, lease, settlements);
    for (const row of rows) listings.accept(row);
    return true;
  }

  /** Ends early when there is news: a row that goes to zero may not have to wait. */
  private async waitForLimit(delayMs: number, signal: AbortSignal): Promise<void> {
    const { channel, now, telemetry } = this.desk;
    const since = now();
    await this.work.wait(Math.min(delayMs, IDLE_MS), signal);
    telemetry.throttleWaited(channel, now() - since);
  }

  private async rest(ms: number, signal: AbortSignal): Promise<void> {
    const { listings } = this.desk;
    const longest = listings.hasUnclear || listings.hasUnchanged ? SOON_MS : IDLE_MS;
    await this.work.wait(ms > 0 ? Math.min(ms, IDLE_MS) : longest, signal);
  }

  private heed(end: CallEnd): void {
    if (end === 'fine') this.backoff.succeed();
    else this.stayAway();
  }

  private stayAway(): void {
    this.quietUntilMs = this.desk.now() + Math.max(READ_BACK_AFTER_MS, this.backoff.fail());
  }
}
