import { confirmZeros } from '#storage';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { OneChannel } from '../../../test/support/one-channel.js';

const WAIT = { timeout: 20_000, interval: 20 };
const VOICE = { actor: 'test', reason: 'a test' };
const MASS_ZERO = { share: 0.3, atLeast: 5 };

describe('too many zeros for one account (promise I10)', () => {
  let shop: OneChannel;
  let tests = 0;
  let skus: readonly string[];

  beforeAll(async () => {
    shop = await OneChannel.open('zeros');
  });
  afterAll(() => shop?.close());
  beforeEach(async () => {
    await shop.manager.query(
      'TRUNCATE item, publication, channel_lease, mass_zero, availability_terms',
    );
    tests += 1;
    skus = Array.from({ length: 40 }, (_, n) => `T${tests}-${n}`);
  });
  afterEach(() => shop.stop());

  const all = (units: number) => Object.fromEntries(skus.map((sku) => [sku, units]));
  const first = () => skus[0] ?? '';
  const holds = () =>
    shop.manager.query<{ held: number; cause: string; ended: boolean }[]>(
      'SELECT held, cause, ended_at IS NOT NULL AS ended FROM mass_zero',
    );
  const untilEnded = () =>
    vi.waitFor(async () => expect((await holds()).map(({ ended }) => ended)).toEqual([true]), WAIT);

  /** Every item but one goes to zero. */
  const empty = async () => {
    await shop.start({ massZero: MASS_ZERO });
    await shop.change(1, all(9));
    await shop.untilAcknowledged(skus);
    await shop.change(2, { ...all(0), [first()]: 4 });
    await vi.waitFor(async () => expect((await holds())[0]?.held).toBe(39), WAIT);
  };

  it('are held until somebody confirms them, and hold up nothing else', async () => {
    await empty();
    await shop.untilShown({ ...all(9), [first()]: 4 });
    const held = await holds();
    const confirmed = await confirmZeros(shop.manager, 'bazaar', VOICE);
    await shop.untilShown({ ...all(0), [first()]: 4 });
    await untilEnded();

    const cause = 'the sources themselves say that there is nothing left';
    expect(held).toEqual([{ held: 39, cause, ended: false }]);
    expect(confirmed).toBe(39);
  });

  it('are forgotten when the mistake is mended', async () => {
    await empty();
    await shop.change(3, all(8));
    await shop.untilShown(all(8));
    await untilEnded();

    expect(await shop.written((sku) => skus.includes(sku))).not.toContain(0);
  });

  it('are still held by the next owner of the account', async () => {
    await empty();
    await shop.stop();
    await shop.start({ massZero: MASS_ZERO });
    await shop.change(3, { [first()]: 3 });
    await shop.untilShown({ ...all(9), [first()]: 3 });

    expect(await holds()).toHaveLength(1);
  });

  it('go where their sources are silent for longer than the policy allows', async () => {
    const locations = { shop: { source: 'pos', freshness: 'withheld', verified: true } };
    await shop.manager.query(
      `INSERT INTO availability_terms (version, content) VALUES ('t1', $1)`,
      [JSON.stringify({ locations, channels: {} })],
    );
    await shop.start({ massZero: MASS_ZERO, pool: ['shop'] });
    await shop.change(1, all(9));
    await shop.untilAcknowledged(skus);
    await shop.change(2, all(0), 'p1+t1');
    await shop.untilShown(all(0));

    const [hold] = await holds();
    expect(hold?.cause).toBe('silent for longer than the policy allows: shop (pos)');
  });
});
