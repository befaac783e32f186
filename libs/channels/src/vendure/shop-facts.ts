import type { NotNow } from '../port/push-result.js';
import type { AdminApi } from './admin-api.js';
import { shopData } from './answers.js';
import { SHOP } from './documents.js';
import { readEnd } from '../port/read-end.js';

/** What the shop says beside its variants, and seldom changes. */
export interface Shop {
  readonly kind: 'shop';
  readonly locationId: string;
  /** whether variants that have no setting of their own are counted */
  readonly tracksInventory: boolean;
}

const KEPT_MS = 60_000;

/**
 * Asked for once a minute at most: Vendure checks the key anew for each field, by a hash that is slow on
 * purpose, and these are two fields.
 */
export class ShopFacts {
  private kept: { readonly shop: Shop; readonly untilMs: number } | undefined;

  /** @param now milliseconds on a clock that never goes back */
  constructor(
    private readonly api: AdminApi,
    private readonly locationId: string,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** A location that the channel does not have is said before anything is written. */
  async read(signal: AbortSignal): Promise<Shop | NotNow> {
    if (this.kept && this.now() < this.kept.untilMs) return this.kept.shop;
    const { api, locationId } = this;
    const request = { query: SHOP, variables: { location: locationId } };
    const answered = await api.call(request, shopData, signal);
    if (answered.kind !== 'data') return readEnd(answered);
    const { globalSettings, stockLocation } = answered.data;
    if (!stockLocation) {
      return { kind: 'unavailable', reason: 'the channel has no such stock location' };
    }
    const shop = {
      kind: 'shop',
      locationId,
      tracksInventory: globalSettings.trackInventory,
    } as const;
    this.kept = { shop, untilMs: this.now() + KEPT_MS };
    return shop;
  }
}
