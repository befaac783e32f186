import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StatusReader } from '../status/status.reader.js';
import type { Status } from '../status/status.schema.js';
import { LiveFeed, type LiveEvent, type Listener } from './live.feed.js';

const WAITING = { count: 0, oldestSince: null, oldestAgeSeconds: null };

/** What the feed reads: a status that a test changes, or a database that is away. */
class Read {
  looks = 0;
  isAway = false;
  parked = 0;

  readonly reader = {
    read: (): Promise<Status> => {
      this.looks += 1;
      return this.isAway ? Promise.reject(new Error('away')) : Promise.resolve(this.status());
    },
  } as StatusReader;

  private status(): Status {
    return {
      at: new Date().toISOString(),
      policyVersion: 'abc',
      state: 'ok',
      sources: [],
      stages: [],
      waiting: WAITING,
      parked: { count: this.parked, byCode: [] },
      channels: [],
      alerts: [],
    };
  }
}

class Heard implements Listener {
  readonly events: LiveEvent[] = [];
  hasEnded = false;

  tell(event: LiveEvent): void {
    this.events.push(event);
  }

  end(): void {
    this.hasEnded = true;
  }

  get names(): string[] {
    return this.events.map(({ name }) => name);
  }
}

describe('LiveFeed', () => {
  let read: Read;
  let feed: LiveFeed;

  beforeEach(() => {
    vi.useFakeTimers();
    read = new Read();
    feed = new LiveFeed(read.reader);
  });
  afterEach(() => vi.useRealTimers());

  const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1_000);

  it('looks once a second for all who listen, and not at all for nobody', async () => {
    await seconds(5);
    expect(read.looks).toBe(0);
    const stops = [new Heard(), new Heard(), new Heard()].map((heard) => feed.listen(heard));
    await seconds(10);
    expect(read.looks).toBe(11);
    for (const stop of stops) stop?.();
    await seconds(10);
    expect(read.looks).toBe(11);
  });

  it('tells everything first, also to who comes later, and then what changes', async () => {
    const first = new Heard();
    feed.listen(first);
    await seconds(1);
    const later = new Heard();
    feed.listen(later);
    read.parked = 2;
    await seconds(1);
    for (const { events } of [first, later]) {
      expect(events.map(({ data }) => Object.keys(data).length)).toEqual([9, 2]);
      expect(events[1]).toMatchObject({ name: 'status', data: { parked: { count: 2 } } });
    }
  });

  it('beats every five seconds while nothing changes', async () => {
    const heard = new Heard();
    feed.listen(heard);
    await seconds(16);
    expect(heard.names).toEqual(['status', 'beat', 'beat', 'beat']);
  });

  it('tells that it cannot look, every five seconds, and everything when it can again', async () => {
    const heard = new Heard();
    feed.listen(heard);
    await seconds(1);
    read.isAway = true;
    await seconds(11);
    const troubles = ['trouble', 'trouble', 'trouble'];
    expect(heard.names).toEqual(['status', ...troubles]);
    const late = new Heard();
    feed.listen(late);
    expect(late.names).toEqual(['status', 'trouble']);
    read.isAway = false;
    await seconds(1);
    expect(heard.names).toEqual(['status', ...troubles, 'status']);
    expect(Object.keys(heard.events.at(-1)?.data ?? {})).toHaveLength(9);
  });

  it('refuses the two-hundred-and-first', () => {
    const stops = Array.from({ length: 200 }, () => feed.listen(new Heard()));
    expect(feed.listen(new Heard())).toBeUndefined();
    stops[0]?.();
    expect(feed.listen(new Heard())).toBeTypeOf('function');
  });

  it('ends every listener when the process stops', async () => {
    const heard = new Heard();
    feed.listen(heard);
    await feed.beforeApplicationShutdown();
    const looks = read.looks;
    await seconds(5);
    expect(heard.hasEnded).toBe(true);
    expect(read.looks).toBe(looks);
  });
});
