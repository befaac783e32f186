import type { Offer } from '#domain';
import { toAvailability } from '../../apps/availability/src/item-numbers.js';
import { storeItems, type TestPublisher } from './publisher.js';

/** What the availability stage says of an item for a channel, beside its number. */
export type Said = Offer;

interface Numbers {
  readonly version: number;
  readonly quantity: number;
  readonly said: Said;
}

/** Items that say the same on several channels, as the availability stage stores and announces them. */
export class OfferedItems {
  constructor(
    private readonly publisher: TestPublisher,
    private readonly channels: readonly string[],
  ) {}

  async show(sku: string, numbers: Numbers): Promise<void> {
    await this.store(sku, numbers);
    const now = new Date().toISOString();
    const { version, quantity, said } = numbers;
    this.publisher.publisher.offer(
      toAvailability({
        partition: 0,
        sku,
        version: BigInt(version),
        channels: this.each(quantity),
        offers: this.each(said),
        policyVersion: 'p1',
        lastOffset: 0n,
        recordedAt: now,
        appliedAt: now,
        dueAt: null,
      }),
    );
  }

  /** Without an announcement. */
  async store(sku: string, { version, quantity, said }: Numbers): Promise<void> {
    const { dataSource } = this.publisher;
    await storeItems(dataSource, version, { [sku]: this.each(quantity) });
    await dataSource.query('UPDATE item SET offers = $2 WHERE sku = $1', [
      sku,
      JSON.stringify(this.each(said)),
    ]);
  }

  private each<T>(value: T): Record<string, T> {
    return Object.fromEntries(this.channels.map((channel) => [channel, value]));
  }
}
