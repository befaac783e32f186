import { describe, expect, it } from 'vitest';
import type { Sent } from '../listings/listing.js';
import { LANDS_WITHIN_MS, Pending } from './pending.js';

const AT = '2026-11-02T08:00:00.000Z';
const sent = (sku: string): Sent => ({ sku, version: 1, quantity: 5, recordedAt: AT, sentAt: AT });
const ROWS = [sent('A'), sent('B')];
const FEED = { id: 'feed-1', checkAfterMs: 60_000 };

describe('Pending', () => {
  it('polls what has a name, and reads back what has none or cannot be polled', () => {
    const pending = new Pending();
    pending.add(FEED, ROWS, true, 0);
    pending.add({ id: null, checkAfterMs: 1_000 }, [sent('C')], true, 0);
    pending.add(FEED, [sent('D')], false, 0);

    expect(pending.dueJob(59_999)).toBeUndefined();
    expect(pending.dueJob(60_000)).toMatchObject({ job: FEED, rows: ROWS });
    expect(pending.dueListings(10, 60_000).map((look) => look.sent.sku)).toEqual(['C', 'D']);
    expect([pending.nextJobMs, pending.nextListingMs]).toEqual([Infinity, Infinity]);
  });

  it('reads back the rows of a job that is done, and no longer than it would have waited', () => {
    const pending = new Pending();
    const untilMs = pending.add(FEED, ROWS, true, 0);
    const look = pending.dueJob(60_000);
    pending.jobAgain(look!, ROWS, 60_000, { id: null, checkAfterMs: 30_000 });

    expect(pending.nextJobMs).toBe(Infinity);
    expect(pending.dueListings(10, 90_000)).toMatchObject([
      { sent: ROWS[0], untilMs },
      { sent: ROWS[1], untilMs },
    ]);
    expect(untilMs).toBe(LANDS_WITHIN_MS);
  });

  it('looks less and less often, and for the last time when nothing can land any more', () => {
    const pending = new Pending();
    pending.add({ id: null, checkAfterMs: 60_000 }, [sent('A')], true, 0);
    const looks: number[] = [];
    for (let now = 0; looks.at(-1) !== LANDS_WITHIN_MS; now = pending.nextListingMs) {
      for (const look of pending.dueListings(1, now)) {
        looks.push(now);
        pending.listingAgain(look, now);
      }
    }

    expect(looks).toEqual([60_000, 180_000, 420_000, 720_000, 900_000]);
  });
});
