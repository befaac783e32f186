import fc from 'fast-check';
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
    const rows = listings.mostUrgent(limit).map(sentOf);
    listings.begin(rows);
    return rows;
  };
  const shown = (sku: string, quantity: number) => {
    listings.offer(desired(sku, 1, quantity));
    send().forEach((row) => listings.accept(row));
  };
  const waiting = () => listings.mostUrgent(100).map(({ sku, quantity }) => `${sku} ${quantity}`);

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

  it('sends again after an unclear answer, even what it believed to be shown before', () => {
    shown('A', 5);
    listings.offer(desired('A', 2, 4));
    const [sent] = send();
    listings.doubt(sent!);
    listings.offer(desired('A', 3, 5));
    expect([waiting(), listings.unclear(10)]).toEqual([[], [sent]]);
    listings.disprove(sent!, 5);

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
    listings.disprove(sentOf(desired('A', 5, 6)), 8);

    expect(waiting()).toEqual(['C 7']);
    listings.offer(desired('A', 5, 6));
    expect(waiting()).toEqual(['C 7', 'A 6']);
  });

  it('remembers since when a listing has waited, not since its newest change', () => {
    shown('A', 5);
    listings.offer(desired('A', 2, 4, '2026-11-02T08:00:01.000Z'));
    listings.offer(desired('A', 3, 3, '2026-11-02T08:00:09.000Z'));
    const oldest = listings.oldestWaiting();
    send().forEach((row) => listings.accept(row));

    expect([oldest, listings.oldestWaiting()]).toEqual(['2026-11-02T08:00:01.000Z', undefined]);
  });

  it('ends with every newest number shown and versions only rising, whatever happens on the way', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 120 }), (steps) => {
        listings = new Listings();
        const market = new PretendMarket(listings);
        for (const step of steps) market.play(step);
        market.settleEverything();

        expect(market.shown).toEqual(market.newest);
        expect(market.sentInOrder).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

const anyStep = fc.oneof(
  fc.record({
    kind: fc.constant('offer' as const),
    sku: fc.constantFrom('A', 'B', 'C'),
    quantity: fc.integer({ min: 0, max: 6 }),
  }),
  fc.record({
    kind: fc.constant('call' as const),
    end: fc.constantFrom('accepted', 'lost_after', 'lost_before', 'released', 'refused'),
    rows: fc.integer({ min: 1, max: 3 }),
    /** offered while the call is under way */
    meanwhile: fc.array(
      fc.record({
        sku: fc.constantFrom('A', 'B', 'C'),
        quantity: fc.integer({ min: 0, max: 6 }),
      }),
      { maxLength: 3 },
    ),
  }),
  fc.record({ kind: fc.constant('read_back' as const) }),
);

type Step = typeof anyStep extends fc.Arbitrary<infer T> ? T : never;

/** A marketplace that fails in every way, and the truth that the listings have to reach. */
class PretendMarket {
  readonly newest: Record<string, number> = {};
  readonly shown: Record<string, number> = {};
  sentInOrder = true;
  private readonly sentVersions: Record<string, number> = {};
  private version = 0;

  constructor(private readonly listings: Listings) {}

  play(step: Step): void {
    switch (step.kind) {
      case 'offer':
        this.offer(step.sku, step.quantity);
        break;
      case 'call':
        this.call(step.end, step.rows, step.meanwhile);
        break;
      case 'read_back':
        this.readBack();
    }
  }

  settleEverything(): void {
    for (let turn = 0; turn < 20; turn += 1) {
      this.readBack();
      this.call('accepted', 3, []);
      for (const row of this.listings.unchanged(10)) this.listings.accept(row);
    }
  }

  private offer(sku: string, quantity: number): void {
    this.version += 1;
    this.newest[sku] = quantity;
    this.listings.offer(desired(sku, this.version, quantity));
  }

  private call(end: string, limit: number, meanwhile: { sku: string; quantity: number }[]): void {
    const rows = this.listings.mostUrgent(limit).map((row): Sent => ({ ...row, sentAt: AT }));
    this.listings.begin(rows);
    for (const { sku, version, quantity } of rows) {
      this.sentInOrder &&= version >= (this.sentVersions[sku] ?? 0);
      this.sentVersions[sku] = version;
      if (end === 'accepted' || end === 'lost_after') this.shown[sku] = quantity;
    }
    for (const { sku, quantity } of meanwhile) this.offer(sku, quantity);
    for (const row of rows) this.conclude(row, end);
  }

  private conclude(row: Sent, end: string): void {
    if (end === 'accepted') this.listings.accept(row);
    else if (end === 'released') this.listings.release(row);
    else if (end === 'refused') this.listings.isolate(row);
    else this.listings.doubt(row);
  }

  private readBack(): void {
    for (const sent of this.listings.unclear(2)) {
      const quantity = this.shown[sent.sku];
      if (quantity === sent.quantity) this.listings.accept(sent);
      else this.listings.disprove(sent, quantity);
    }
  }
}
