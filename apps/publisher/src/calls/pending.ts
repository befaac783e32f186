import type { PendingJob } from '#channels';
import TinyQueue from 'tinyqueue';
import type { Sent } from '../listings/listing.js';

/** What was accepted is applied by then, or was lost by the marketplace. */
export const LANDS_WITHIN_MS = 15 * 60_000;
const LONGEST_WAIT_MS = 5 * 60_000;

/** A look that is due at some time; monotonic milliseconds. */
interface Look {
  readonly dueMs: number;
  /** until the next one, if this one finds nothing new */
  readonly waitMs: number;
  /** no further look after this: what is not applied by then is sent again */
  readonly untilMs: number;
}

/** A job that the marketplace works on, and its rows in their order. */
export interface JobLook extends Look {
  readonly job: PendingJob;
  readonly rows: readonly Sent[];
}

/** A listing that is read back until it shows what was accepted. */
export interface ListingLook extends Look {
  readonly sent: Sent;
  /** it was seen to show another number than the one that was acknowledged */
  readonly isSuspect: boolean;
}

const byDue = (a: Look, b: Look): number => a.dueMs - b.dueMs;

/** What a marketplace has accepted and does not show yet, by when to look at it. */
export class Pending {
  private readonly jobs = new TinyQueue<JobLook>([], byDue);
  private readonly listings = new TinyQueue<ListingLook>([], byDue);

  /** @returns until when the rows may still be applied */
  add(job: PendingJob, rows: readonly Sent[], canPoll: boolean, nowMs: number): number {
    const untilMs = nowMs + LANDS_WITHIN_MS;
    const look = { dueMs: nowMs + job.checkAfterMs, waitMs: job.checkAfterMs, untilMs };
    if (canPoll && job.id !== null) this.jobs.push({ ...look, job, rows });
    else for (const sent of rows) this.listings.push({ ...look, sent, isSuspect: false });
    return untilMs;
  }

  /** One look more, once an older write can no longer replace what is shown. */
  lookOnceAt(dueMs: number, sent: Sent): void {
    this.listings.push({ dueMs, waitMs: 0, untilMs: dueMs, sent, isSuspect: false });
  }

  /** It was seen to show something else: one look at it by itself, and it is sent again if that is true. */
  suspect(dueMs: number, sent: Sent): void {
    this.listings.push({ dueMs, waitMs: 0, untilMs: dueMs, sent, isSuspect: true });
  }

  /** @param job what the rows are part of now; one without a name leaves them to be read back */
  jobAgain(look: JobLook, rows: readonly Sent[], nowMs: number, job = look.job): void {
    if (job.id !== null) {
      this.jobs.push({ ...later(look, nowMs), job, rows });
      return;
    }
    const { checkAfterMs: waitMs } = job;
    const next = { dueMs: nowMs + waitMs, waitMs, untilMs: look.untilMs };
    for (const sent of rows) this.listings.push({ ...next, sent, isSuspect: false });
  }

  listingAgain(look: ListingLook, nowMs: number): void {
    this.listings.push({ ...look, ...later(look, nowMs) });
  }

  /** Takes a job whose look is due. */
  dueJob(nowMs: number): JobLook | undefined {
    return this.nextJobMs <= nowMs ? this.jobs.pop() : undefined;
  }

  /** Takes listings whose look is due. */
  dueListings(limit: number, nowMs: number): ListingLook[] {
    const due: ListingLook[] = [];
    while (due.length < limit && this.nextListingMs <= nowMs) {
      const look = this.listings.pop();
      if (look) due.push(look);
    }
    return due;
  }

  /** When the next look at a job is due; infinite: never. */
  get nextJobMs(): number {
    return this.jobs.peek()?.dueMs ?? Number.POSITIVE_INFINITY;
  }

  /** When the next look at a listing is due; infinite: never. */
  get nextListingMs(): number {
    return this.listings.peek()?.dueMs ?? Number.POSITIVE_INFINITY;
  }
}

function later({ waitMs, untilMs }: Look, nowMs: number): Look {
  const wait = Math.min(LONGEST_WAIT_MS, Math.max(waitMs, 1_000) * 2);
  return { dueMs: Math.min(nowMs + wait, Math.max(untilMs, nowMs + 1_000)), waitMs: wait, untilMs };
}
