import { beforeEach, describe, expect, it } from 'vitest';
import type { Desired, Sent } from './listing.js';
import { Listings } from './listings.js';

const AT = '2026-11-02T08:00:00.000Z';
const desired = (sku: string, version: number, quantity: number, recordedAt = AT): Desired => ({
  sku,
  version,
  quantity,
  recordedAt,
});

describe('Listings', () => {
  let listings: Listings;

  beforeEach(() => {
    listings = new Listings();
  });

  const sentOf = (row: Desired): Sent => ({ ...row, sentAt: AT });
  /** Sends what waits, in one call. */
  const send = (limit = 50): Sent[] => {
    const rows = listings.picker.pick(limit).map(sentOf);
    listings.begin(rows);
    return rows;
  };
  const shown = (sku: string, quantity: number) => {
    listings.offer(desired(sku, 1, quantity));
    send().forEach((row) => listings.accept(row));
  };
  const waiting = () => listings.picker.pick(100).map(({ sku, quantity }) => `${sku} ${quantity}`);

  it('puts first what hurts most', () => {
    for (const sku of ['rest', 'large', 'low', 'zero']) shown(sku, 20);
    shown('back', 0);
    listings.offer(desired('rest', 2, 21));
    listings.offer(desired('large', 2, 40));
    listings.offer(desired('back', 2, 3));
    listings.offer(desired('low', 2, 4));
    listings.offer(desired('zero', 2, 0));

    expect(waiting()).toEqual(['zero 0', 'low 4', 'back 3', 'large 40', 'rest 21']);
  });

  it('keeps only the newest number, whatever the order of arrival', () => {
    listings.offer(desired('A', 3, 7));
    listings.offer(desired('A', 2, 9));
    listings.offer(desired('A', 4, 6));

    expect(waiting()).toEqual(['A 6']);
  });

  it('holds newer numbers back until the call under way is answered', () => {
    shown('A', 5);
    listings.offer(desired('A', 2, 4));
    const call = send();
    listings.offer(desired('A', 3, 5));
    const during = waiting();
    call.forEach((row) => listings.accept(row));

    expect([during, waiting()]).toEqual([[], ['A 5']]);
  });

  it('needs no call where the newest number is shown already', () => {
    shown('A', 5);
    listings.offer(desired('A', 2, 4));
    listings.offer(desired('A', 3, 5));

    expect(waiting()).toEqual([]);
    expect(listings.unchanged(10)).toEqual([desired('A', 3, 5)]);
  });

  it('shows no more than the channel can, and sends nothing that would look the same', () => {
    listings = new Listings({ quantityCap: 999 });
    shown('A', 1_500);
    listings.offer(desired('A', 2, 1_200));
    const above = [waiting(), listings.unchanged(10)];
    listings.offer(desired('A', 3, 998));

    expect(above).toEqual([[], [desired('A', 2, 999)]]);
    expect(waiting()).toEqual(['A 998']);
  });

  it('sends again after an unclear answer, even what it believed to be shown before', () => {
    shown('A', 5);
    listings.offer(desired('A', 2, 4));
    const [sent] = send();
    listings.doubt(sent!);
    listings.offer(desired('A', 3, 5));
    expect([waiting(), listings.unclear(10)]).toEqual([[], [sent]]);
    listings.sightings.disprove(sent!, 5);

    expect([waiting(), listings.unchanged(10)]).toEqual([['A 5'], []]);
  });

  it('does not send a rejected number again before a newer version', () => {
    listings.offer(desired('A', 1, 5));
    send().forEach((row) => listings.reject(row));
    const after = waiting();
    listings.offer(desired('A', 2, 5));

    expect([after, waiting()]).toEqual([[], ['A 5']]);
  });

  it('sends suspects one by one, after the call that was refused', () => {
    for (const sku of ['A', 'B', 'C']) listings.offer(desired(sku, 1, 5));
    const [a, b] = send(2);
    [a, b].forEach((row) => listings.isolate(row!));

    expect(waiting()).toEqual(['C 5']);
    send().forEach((row) => listings.accept(row));
    expect(waiting()).toEqual(['A 5']);
    send().forEach((row) => listings.reject(row));
    expect(waiting()).toEqual(['B 5']);
  });

  it('reads back at start what was sent and never answered, and never sends an older version', () => {
    const acknowledged = { version: 3, quantity: 8 };
    listings.recall({ sent: sentOf(desired('A', 5, 6)), acknowledged, isRejected: false });
    listings.recall({ sent: sentOf(desired('B', 4, 6)), acknowledged, isRejected: true });
    listings.recall({ sent: sentOf(desired('C', 3, 8)), acknowledged, isRejected: false });
    for (const sku of ['A', 'B', 'C']) listings.offer(desired(sku, 4, 7));
    expect(listings.unclear(10).map(({ sku }) => sku)).toEqual(['A']);
    expect(waiting()).toEqual(['C 7']);
    listings.sightings.disprove(sentOf(desired('A', 5, 6)), 8);

    expect(waiting()).toEqual(['C 7']);
    listings.offer(desired('A', 5, 6));
    expect(waiting()).toEqual(['C 7', 'A 6']);
  });

  describe('where a marketplace accepts first and applies later', () => {
    const UNTIL_MS = 900_000;

    it('keeps no newer number waiting for the look at an older one', () => {
      listings.offer(desired('A', 1, 5));
      const [first] = send();
      listings.pend(first!, UNTIL_MS);
      const before = waiting();
      listings.offer(desired('A', 2, 0));

      expect([before, waiting()]).toEqual([[], ['A 0']]);
    });

    it('needs no second call for a newer version of the same number', () => {
      listings.offer(desired('A', 1, 5));
      const [sent] = send();
      listings.pend(sent!, UNTIL_MS);
      listings.offer(desired('A', 2, 5));
      const before = waiting();
      listings.accept(sent!);

      expect([before, listings.unchanged(10)]).toEqual([[], [desired('A', 2, 5)]]);
    });

    it('ignores what comes to light of a write that a newer one replaced', () => {
      listings.offer(desired('A', 1, 5));
      const [older] = send();
      listings.pend(older!, UNTIL_MS);
      listings.offer(desired('A', 2, 3));
      const [newer] = send();
      listings.accept(older!);
      listings.sightings.disprove(older!, 9);
      listings.accept(newer!);
      listings.accept(older!);
      listings.offer(desired('A', 3, 3));

      expect([waiting(), listings.unchanged(10)]).toEqual([[], [desired('A', 3, 3)]]);
    });

    it('takes the sight of an older number for no sign of a newer one that nobody has answered', () => {
      listings.offer(desired('A', 1, 5));
      const [older] = send();
      listings.pend(older!, UNTIL_MS);
      listings.offer(desired('A', 2, 8));
      const [newer] = send();
      listings.doubt(newer!, UNTIL_MS);
      listings.offer(desired('A', 3, 5));
      listings.sightings.disprove(newer!, 5);
      listings.accept(older!);

      expect([waiting(), listings.unchanged(10)]).toEqual([['A 5'], []]);
    });

    it('remembers until when a write before the newest may still be applied', () => {
      listings.offer(desired('A', 1, 5));
      listings.pend(send()[0]!, UNTIL_MS);
      const alone = listings.olderLandsUntil('A');
      listings.offer(desired('A', 2, 3));
      listings.pend(send()[0]!, UNTIL_MS + 1);

      expect([alone, listings.olderLandsUntil('A')]).toEqual([0, UNTIL_MS]);
    });

    it('sends again what was shown and is not any more', () => {
      shown('A', 5);
      listings.sightings.disprove(sentOf(desired('A', 1, 5)), 8);

      expect(waiting()).toEqual(['A 5']);
    });
  });

  it('remembers since when a listing has waited, not since its newest change', () => {
    shown('A', 5);
    listings.offer(desired('A', 2, 4, '2026-11-02T08:00:01.000Z'));
    listings.offer(desired('A', 3, 3, '2026-11-02T08:00:09.000Z'));
    const oldest = listings.queues.oldestWaiting();
    send().forEach((row) => listings.accept(row));

    expect([oldest, listings.queues.oldestWaiting()]).toEqual([
      '2026-11-02T08:00:01.000Z',
      undefined,
    ]);
  });
});
