import { describe, expect, it } from 'vitest';
import type { AdminApi } from './admin-api.js';
import { ShopFacts } from './shop-facts.js';

const SIGNAL = new AbortController().signal;
const MINUTE_MS = 60_000;

describe('ShopFacts', () => {
  const answering = (...locations: (object | null)[]) => {
    let asked = 0;
    let nowMs = 0;
    const call = () => {
      const stockLocation = locations[Math.min(asked, locations.length - 1)];
      asked += 1;
      return Promise.resolve({
        kind: 'data',
        data: { globalSettings: { trackInventory: true }, stockLocation },
      });
    };
    const facts = new ShopFacts({ call } as unknown as AdminApi, '1', () => nowMs);
    return {
      read: () => facts.read(SIGNAL),
      asked: () => asked,
      wait: (ms: number) => (nowMs += ms),
    };
  };
  const SHOP = { kind: 'shop', locationId: '1', tracksInventory: true };

  it('keeps what it was told for a minute', async () => {
    const shop = answering({ id: '1' });
    await shop.read();
    shop.wait(MINUTE_MS - 1);
    expect(await shop.read()).toEqual(SHOP);
    expect(shop.asked()).toBe(1);
    shop.wait(1);
    await shop.read();

    expect(shop.asked()).toBe(2);
  });

  it('keeps no failure', async () => {
    const shop = answering(null, { id: '1' });

    expect(await shop.read()).toMatchObject({ kind: 'unavailable' });
    expect(await shop.read()).toEqual(SHOP);
  });
});
