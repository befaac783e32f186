import { describe, expect, it } from 'vitest';
import type { ChannelStatus } from '../channels/channel.schema.js';
import type { SourceStatus } from '../sources/source.schema.js';
import { availabilityLag, normalizerLag, publisherLag } from './stage-lag.js';

const source = (id: string, stale: boolean, ageSeconds: number, travelSeconds: number) =>
  ({ source: id, stale, heartbeat: { ageSeconds, travelSeconds } }) as SourceStatus;
const unheard = { source: 'erp', stale: true, heartbeat: null } as SourceStatus;
const channel = (id: string, age: number | null) =>
  ({ channel: id, oldestUnacknowledgedAgeSeconds: age }) as ChannelStatus;

describe('normalizerLag', () => {
  it("takes a fresh source's way, not its age, which is the pause between two beats", () => {
    expect(normalizerLag([source('pos', false, 9, 0.2), source('wms', false, 3, 0.4)])).toEqual({
      lagSeconds: 0.4,
      basis: 'way of the newest heartbeat from wms, the slowest source',
    });
  });

  it('grows with the silence of a stale source', () => {
    expect(normalizerLag([source('pos', true, 90, 0.5)]).lagSeconds).toBe(90.5);
  });

  it('names sources that it cannot measure', () => {
    expect(normalizerLag([unheard])).toEqual({
      lagSeconds: null,
      basis: 'no heartbeat has arrived yet; never heard: erp',
    });
    expect(normalizerLag([unheard, source('pos', false, 1, 0.2)])).toMatchObject({
      lagSeconds: 0.2,
      basis: expect.stringMatching(/; never heard: erp$/) as string,
    });
  });
});

describe('availabilityLag', () => {
  it('is the age of the oldest waiting event, zero without one, unknown without the broker', () => {
    const backlogs = { normalizer: 0, availability: 3, oldestStockEventSeconds: 7.5 };
    expect(availabilityLag(backlogs).lagSeconds).toBe(7.5);
    expect(availabilityLag({ ...backlogs, availability: 0 }).lagSeconds).toBe(0);
    expect(availabilityLag(null).lagSeconds).toBeNull();
  });
});

describe('publisherLag', () => {
  it('is that of the slowest channel, zero when everything is answered', () => {
    const lag = publisherLag([channel('bazaar', 2), channel('emporium', 8), channel('x', null)]);
    expect(lag.lagSeconds).toBe(8);
    expect(lag.basis).toMatch(/emporium/);
    expect(publisherLag([channel('bazaar', null)]).lagSeconds).toBe(0);
  });
});
