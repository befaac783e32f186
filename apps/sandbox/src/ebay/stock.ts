import type { FakeListing, FakeWrite } from '../fake/fake-market.js';

export interface Offer {
  readonly offerId: string;
  readonly sku: string;
  readonly listingId: string;
  isPublished: boolean;
  /** null: customers see the item's */
  availableQuantity: number | null;
}

export interface Item {
  readonly sku: string;
  quantity: number;
  /** units that an auction of the item holds */
  auctionUnits: number;
  offer: Offer | null;
}

const FIRST_ID = 8_000_000_001;
const FIRST_LISTING = 110_000_000_001;

/** One seller's items, each with one fixed-price offer. */
export class Stock {
  readonly writes: FakeWrite[] = [];
  private readonly items = new Map<string, Item>();
  private offers = 0;

  constructor(private readonly offerQuantities: boolean) {}

  seed(listings: readonly FakeListing[]): void {
    for (const { sku, quantity } of listings) {
      this.items.set(sku, { sku, quantity, auctionUnits: 0, offer: this.offerOf(sku, quantity) });
    }
  }

  get(sku: string): Item | undefined {
    return this.items.get(sku);
  }

  offer(offerId: string): Offer | undefined {
    return this.all().find((item) => item.offer?.offerId === offerId)?.offer ?? undefined;
  }

  all(): readonly Item[] {
    return [...this.items.values()];
  }

  shown(): ReadonlyMap<string, number> {
    return new Map(this.all().map((item) => [item.sku, shownOf(item)]));
  }

  edit(sku: string, quantity: number): void {
    const item = this.known(sku);
    const hasOwn = item.offer !== null && item.offer.availableQuantity !== null;
    this.set(item, quantity, hasOwn ? quantity : null);
  }

  /** @param item, offer null: as they are */
  set(stored: Item, item: number | null, offer: number | null): void {
    if (item !== null) stored.quantity = item;
    if (offer !== null && stored.offer) stored.offer.availableQuantity = offer;
    this.writes.push({ sku: stored.sku, quantity: shownOf(stored) });
  }

  /** @throws Error where a test asks for what there is not */
  known(sku: string): Item {
    const item = this.items.get(sku);
    if (!item) throw new Error(`the seller has no ${sku}`);
    return item;
  }

  /** The offer is ended, and another one begins with the same quantities. */
  relist(sku: string): void {
    const item = this.known(sku);
    item.offer = this.offerOf(sku, item.offer?.availableQuantity ?? item.quantity);
  }

  private offerOf(sku: string, quantity: number): Offer {
    this.offers += 1;
    return {
      offerId: String(FIRST_ID + this.offers),
      sku,
      listingId: String(FIRST_LISTING + this.offers),
      isPublished: true,
      availableQuantity: this.offerQuantities ? quantity : null,
    };
  }
}

/** "The quantity specified on a listing will be the minimum value between these two fields." */
const shownOf = ({ quantity, offer }: Item): number =>
  Math.min(quantity, offer?.availableQuantity ?? quantity);
