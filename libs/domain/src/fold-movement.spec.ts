import { describe, expect, it } from 'vitest';
import {
  cancellation,
  change,
  count,
  gone,
  sale,
  Shop,
  time,
} from '../../../test/support/movements.js';
import type { StockEvent } from './stock-event.js';

describe('movements and counts of one source', () => {
  it('adds only the movements after the newest count, whichever comes first', () => {
    const events = [change('a', 1, 5), count('c', 2, 20), change('b', 3, -4)];

    expect(new Shop(events).units()).toBe(16);
    expect(new Shop([...events].reverse()).units()).toBe(16);
  });

  it('counts the difference of a movement that is amended or deleted after the count', () => {
    const before = [change('a', 1, -2), change('b', 2, -3), count('c', 3, 20)];

    expect(new Shop([...before, change('a', 4, -5, { amends: true })]).units()).toBe(17);
    expect(new Shop([...before, gone('b', 4)]).units()).toBe(23);
  });

  it('lets a corrected count still stand where it was taken', () => {
    const events = [count('c', 1, 20), change('a', 2, -4), count('c', 3, 18, { amends: true })];

    expect(new Shop(events).units()).toBe(14);
  });

  it('goes back to the count before when one is withdrawn', () => {
    const events = [count('c', 1, 20), change('a', 2, -4), count('d', 3, 30), gone('d', 4)];

    expect(new Shop(events).units()).toBe(16);
  });

  it('places a back-dated count where it was taken, by the clock of its source', () => {
    const late = count('c', 9, 20, { countedAt: time(2) });
    const events = [change('a', 1, 5), change('b', 3, -4), late];

    expect(new Shop(events).units()).toBe(16);
    expect(new Shop([late, ...events.slice(0, 2)]).units()).toBe(16);
    expect(new Shop([count('d', 4, 50), ...events]).units()).toBe(50);
  });

  it('orders what a snapshot read by business time, before all that is streamed', () => {
    const read = (event: StockEvent): StockEvent => ({ ...event, read: true });
    const snapshot = [read(change('a', 1, 5)), read(count('c', 2, 20)), read(change('b', 3, -4))];

    expect(new Shop(snapshot).units()).toBe(16);
    expect(new Shop([...snapshot, change('d', 4, -1)]).units()).toBe(15);
  });

  it('moves stock between buckets and locations without making or losing any', () => {
    const shipped = change('t', 1, 6, {
      kind: 'transfer_out',
      effect: 'transition',
      location: 'london',
      bucket: 'in_transit',
      from: { location: 'leeds', bucket: 'available_base' },
    });
    const arrived = change('u', 2, 6, {
      kind: 'transfer_in',
      effect: 'transition',
      location: 'london',
      from: { location: 'london', bucket: 'in_transit' },
    });
    const shop = new Shop([change('a', 0, 10), arrived, shipped]);

    expect([shop.units(), shop.units('london/in_transit')]).toEqual([4, 0]);
    expect(shop.units('london/available_base')).toBe(6);
  });

  it('keeps a cancellation waiting until its sale is there, then both are nothing', () => {
    const shop = new Shop([change('a', 0, 10), cancellation('x', 2, 3, '7')]);

    expect([shop.units(), shop.summary.held]).toEqual([10, ['sale/7']]);
    shop.take(sale('s', 1, 3, '7'));
    expect([shop.units(), shop.summary.held]).toEqual([10, []]);
    shop.take({ ...gone('s', 3), kind: 'adjustment' });
    expect([shop.units(), shop.summary.held]).toEqual([10, ['sale/7']]);
  });

  it('tells of a row that is amended after it was forgotten, and moves nothing', () => {
    const shop = new Shop([change('a', 1, -2), count('c', 2, 20)]);
    shop.forget(time(2));
    shop.take(change('a', 5, -9, { amends: true }));

    expect([shop.units(), shop.exceptions]).toEqual([20, ['amended_past_retention']]);
    shop.take(change('a', 6, -10, { amends: true }));
    expect([shop.units(), shop.exceptions]).toEqual([19, ['amended_past_retention']]);
  });

  it('tells of a snapshot row that may be forgotten and does not say when it came about', () => {
    const shop = new Shop([change('a', 1, -2), count('c', 2, 20)]);
    shop.forget(time(2));
    const read = { read: true, recordedAt: time(9) };
    shop.take(change('a', 9, -2, { ...read, occurredAt: time(1) }));
    expect([shop.units(), shop.exceptions]).toEqual([20, []]);
    shop.take(change('a', 9, -2, { ...read, occurredAt: time(9) }));
    expect([shop.units(), shop.exceptions]).toEqual([20, ['amended_past_retention']]);
  });

  it('keeps its number and tells when the count is withdrawn that covered what was forgotten', () => {
    const shop = new Shop([change('a', 1, -2), count('c', 2, 20)]);
    shop.forget(time(2));
    shop.take(gone('c', 5));

    expect([shop.units(), shop.exceptions]).toEqual([20, ['count_withdrawn_past_retention']]);
  });

  it('counts on from the next count after one was withdrawn past retention', () => {
    const shop = new Shop([change('a', 1, -2), count('c', 2, 20)]);
    shop.forget(time(2));
    for (const event of [gone('c', 5), change('b', 6, -1), count('d', 7, 30), change('e', 8, -4)]) {
      shop.take(event);
    }

    expect(shop.units()).toBe(26);
  });

  it('leaves nothing of a count that was re-keyed with what it covers, and tells of it', () => {
    const shop = new Shop([change('a', 1, -2), count('c', 2, 20), change('b', 3, -4)]);
    shop.forget(time(2));
    const reKeyed = ({ version, ...event }: StockEvent): StockEvent => ({
      ...event,
      version: { ...version, revision: 1n },
      retracted: true,
    });
    shop.take(reKeyed(change('a', 1, 0)));
    shop.take(reKeyed(count('c', 2, 0)));
    shop.take(reKeyed(change('b', 3, 0)));

    expect([shop.units(), shop.exceptions]).toEqual([0, ['count_withdrawn_past_retention']]);
    shop.take(change('a', 1, -2));
    expect(shop.units()).toBe(0);
  });

  it('misses no count that is itself past retention', () => {
    const shop = new Shop([change('a', 1, -2), count('c', 2, 20), sale('s', 8, 3, '7')]);
    shop.forget(time(5));
    shop.take(cancellation('x', 9, 3, '7'));

    expect([shop.units(), shop.exceptions]).toEqual([20, []]);
  });

  it('tells of a cancellation whose sale may be forgotten, and gives nothing back', () => {
    const shop = new Shop([sale('s', 1, 3, '7'), count('c', 2, 20)]);
    shop.forget(time(2));
    shop.take(cancellation('x', 5, 3, '7'));

    expect([shop.units(), shop.exceptions]).toEqual([20, ['cancelled_past_retention']]);
  });

  it('forgets no sale before its cancellation, no order on its way, nothing heard of lately', () => {
    const sold = [sale('s', 1, 3, '7'), count('c', 2, 20), cancellation('x', 3, 3, '7')];
    expect(new Shop(sold).forget(time(2))).toBe(0);
    expect(new Shop([...sold, count('d', 4, 23)]).forget(time(4))).toBe(2);

    expect(new Shop([cancellation('x', 1, 3, '7'), count('c', 2, 20)]).forget(time(2))).toBe(0);

    const inbound = { bucket: 'inbound_confirmed' } as const;
    const onItsWay = [change('o', 1, 5, inbound), count('c', 2, 5, inbound)];
    expect(new Shop(onItsWay).forget(time(9))).toBe(0);

    const touched = { ...change('a', 1, 5, { amends: true }), version: change('a', 6, 5).version };
    const lately = [change('a', 1, 5), count('c', 2, 20), touched, change('b', 8, 1)];
    expect(new Shop(lately).forget(time(5))).toBe(0);
    expect(new Shop([...lately, count('d', 9, 20)]).forget(time(9))).toBe(2);
  });

  it('forgets nothing while a cancellation waits that would give something back', () => {
    const waiting = [change('a', 1, 5), count('c', 3, 20), cancellation('x', 4, 3, '7')];
    const shop = new Shop(waiting);
    expect(shop.forget(time(3))).toBe(0);
    shop.take(sale('s', 2, 3, '7'));

    expect([shop.units(), shop.forget(time(3))]).toEqual([23, 1]);
  });

  it('reads the whole relation for counts and cancellations only', () => {
    const shop = new Shop([change('a', 1, 5), sale('s', 2, 1, '7'), change('a', 3, 6)]);

    expect(shop.wholeReads).toBe(0);
  });
});
