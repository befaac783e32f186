import type { CallKind, Lane } from '#channels';
import { LeaseLostError } from '../lease/lease.js';
import { pauseChannel } from '#storage';
import { keepBreaker } from '../controls/breaker.repository.js';
import { takeRequests } from '../controls/read-words.js';
import type { Request, Word } from '../controls/word.js';
import { scanPage } from '../drift/scan-page.js';
import type { Desired } from '../listings/listing.js';
import { planCall, type CallPlan } from '../listings/plan-call.js';
import { saveWrites } from '../quotas/listing-write.repository.js';
import { settleUnchanged } from '../storage/publication.repository.js';
import { AnswerRecorder } from './answer-recorder.js';
import type { CallEnd } from './call-end.js';
import type { Desk } from './desk.js';
import { planOtherWay } from './plan-other-way.js';
import { pollJob } from './poll-job.js';
import { readBack } from './read-back.js';
import type { Answer } from './record-answers.js';
import { sendTraced } from './send-traced.js';
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
 * A listing is in one call at a time, so its numbers reach the marketplace in the order of their
 * versions (I5), and while a call is under way newer numbers replace older ones. How many calls go side
 * by side is the connector's word: one where rows per call carry the throughput, more where a call
 * carries one row.
 */
export class ChannelPublisher {
  private readonly work = new Signal();
  private readonly underWay = new Set<Promise<void>>();
  private readonly recording = new Set<Promise<void>>();
  private readonly recorder: AnswerRecorder;
  private isReading = false;
  private isPaused = false;
  private isLost = false;
  private quietUntilMs = 0;
  /** until the limits admit a reading that is due */
  private readDelayMs = Number.POSITIVE_INFINITY;
  private unchangedAtMs = 0;

  constructor(readonly desk: Desk) {
    this.recorder = new AnswerRecorder(desk);
  }

  /** @param item an item's newest number on this channel */
  offer(item: Desired): void {
    const { listings, map } = this.desk;
    for (const desired of map.desiredOf(item)) listings.offer(desired);
    this.work.raise();
  }

  /** Does what people ask for. */
  async heed({ isPaused, isConfirmed, requests }: Word): Promise<void> {
    if (this.isPaused && !isPaused) await this.changeBreaker(({ breaker }) => breaker.reset());
    this.isPaused = isPaused;
    if (isConfirmed) this.desk.hold.confirm();
    for (const request of requests) this.carryOut(request);
    await takeRequests(
      this.desk.dataSource,
      requests.map(({ id }) => id),
    );
    this.work.raise();
  }

  private carryOut({ kind, skus }: Request): void {
    const { clock, listings, scan } = this.desk;
    if (kind === 'list') scan.ask();
    else listings.sendAgain(skus, clock().toISOString());
    this.desk.breaker.tryNow();
  }

  /** Runs until the signal or the loss of the lease; a step that fails is told and tried again. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && !this.isLost && this.desk.lease.holdsFor(0)) {
      await this.guarded(() => this.step(signal));
    }
    await Promise.all(this.underWay);
    await Promise.all(this.recording);
  }

  private async step(signal: AbortSignal): Promise<void> {
    const { connector, lease } = this.desk;
    const { quietMs } = this;
    if (quietMs > 0 || !lease.holdsFor(connector.capabilities.timeoutMs)) {
      if (!(await this.acknowledgeUnchanged())) await this.rest(quietMs, signal);
      return;
    }
    if (this.isBusy) return this.work.wait(IDLE_MS, signal);
    if (this.startReading(signal)) return;
    const plan = await this.nextCall();
    if (plan?.delayMs === 0) {
      return this.start(this.underWay, () => this.send(plan, signal));
    }
    if (await this.acknowledgeUnchanged()) return;
    if (plan) await this.waitForLimit(Math.min(plan.delayMs, this.readDelayMs), signal);
    else await this.rest(0, signal);
  }

  private get quietMs(): number {
    return Math.max(this.quietUntilMs - this.desk.now(), this.desk.breaker.waitMs);
  }

  /** As many calls are under way as there may be, or their answers are not recorded fast enough. */
  private get isBusy(): boolean {
    const { breaker, connector } = this.desk;
    const mostCalls = breaker.open ? 1 : connector.capabilities.parallelCalls;
    return this.underWay.size >= mostCalls || this.recorder.isBehind;
  }

  private async send(plan: CallPlan, signal: AbortSignal): Promise<void> {
    let answers: readonly Answer[] = [];
    await this.changeBreaker(({ breaker }) =>
      breaker.run(async () => {
        const outcome = await sendTraced(this.desk, plan);
        answers = outcome.answers;
        return outcome.end;
      }),
    );
    if (answers.length > 0) this.start(this.recording, () => this.record(answers, signal));
  }

  private async record(answers: readonly Answer[], signal: AbortSignal): Promise<void> {
    await this.recorder.record(answers, signal);
    const { channel, dataSource, quotas } = this.desk;
    if (quotas) await saveWrites(dataSource, channel, quotas);
  }

  private async nextCall(): Promise<CallPlan | undefined> {
    const { hold, limiter, listings, rowsPerCall } = this.desk;
    await hold.tell();
    if (this.isPaused) return undefined;
    return planOtherWay(this.desk) ?? planCall(listings, limiter, rowsPerCall, hold.isHolding);
  }

  /** One at a time looks at what is unclear or due, so that no listing is read twice at once. */
  private startReading(signal: AbortSignal): boolean {
    this.readDelayMs = Number.POSITIVE_INFINITY;
    const read = this.isReading ? undefined : this.dueRead(signal);
    return read !== undefined && this.startRead(read);
  }

  private dueRead(signal: AbortSignal): (() => Promise<CallEnd>) | undefined {
    const { listings, now, pending, scan } = this.desk;
    if (pending.nextJobMs <= now() && this.isAdmitted('urgent', 'poll')) {
      const look = pending.dueJob(now());
      if (look) return () => pollJob(this.desk, look, signal);
    }
    if (listings.hasUnclear || pending.nextListingMs <= now()) {
      return this.isAdmitted('urgent', 'read') ? () => readBack(this.desk, signal) : undefined;
    }
    if (!scan.isDue(now()) || !this.isAdmitted(scan.lane, 'read')) return undefined;
    return () => scanPage(this.desk);
  }

  /** A reading that the limits delay is looked at again when they admit it: a share of one does not last. */
  private isAdmitted(lane: Lane, kind: CallKind): boolean {
    const delayMs = this.desk.limiter.delayMs(1, lane, kind);
    if (delayMs > 0) this.readDelayMs = Math.min(this.readDelayMs, delayMs);
    return delayMs === 0;
  }

  private startRead(read: () => Promise<CallEnd>): true {
    this.isReading = true;
    this.start(this.underWay, async () => {
      try {
        await this.changeBreaker(({ breaker }) => breaker.run(read));
      } finally {
        this.isReading = false;
      }
    });
    return true;
  }

  private start(among: Set<Promise<void>>, task: () => Promise<void>): void {
    const running = this.guarded(task).finally(() => {
      among.delete(running);
      this.work.raise();
    });
    among.add(running);
  }

  private async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const { channel, telemetry } = this.desk;
      telemetry.trouble(channel, 'failed', String(error));
      if (error instanceof LeaseLostError) this.isLost = true;
      else this.quietUntilMs = this.desk.now() + READ_BACK_AFTER_MS;
    }
  }

  /** A new version that asks for what is shown already is acknowledged without a call. */
  private async acknowledgeUnchanged(): Promise<boolean> {
    const { clock, dataSource, lease, listings, now } = this.desk;
    const rows = listings.unchanged(UNCHANGED_ROWS);
    if (rows.length === 0) return false;
    if (rows.length < UNCHANGED_ROWS && now() < this.unchangedAtMs) return false;
    this.unchangedAtMs = now() + UNCHANGED_EVERY_MS;
    await settleUnchanged(dataSource, lease, rows, clock());
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
    const { listings, now, pending } = this.desk;
    const longest = listings.hasUnclear || listings.hasUnchanged ? SOON_MS : IDLE_MS;
    const untilDue = Math.max(SOON_MS, Math.min(pending.nextJobMs, pending.nextListingMs) - now());
    const soonest = Math.min(longest, untilDue, this.readDelayMs);
    await this.work.wait(ms > 0 ? Math.min(ms, IDLE_MS) : soonest, signal);
  }

  /** What the breaker makes of it is told; when it gives up, the channel is paused. */
  private async changeBreaker(change: (desk: Desk) => Promise<void> | void): Promise<void> {
    const { breaker, channel, dataSource, telemetry } = this.desk;
    const before = breaker.open?.outage.failures;
    try {
      await change(this.desk);
    } finally {
      const { open } = breaker;
      if (open?.outage.failures !== before) await keepBreaker(dataSource, channel, open);
      if (open?.nextTryAt === null && !this.isPaused) {
        const since = open.outage.firstFailedAt.toISOString();
        const reason = `no good answer since ${since}, ${open.outage.failures} times`;
        telemetry.trouble(channel, 'failed', `paused: ${reason}`);
        await pauseChannel(dataSource.manager, channel, { actor: 'publisher', reason });
        this.isPaused = true;
      }
    }
  }
}
