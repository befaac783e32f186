/** What a channel may draw on, and how carefully. Amounts in whole units; parts have four decimals. */
export interface ChannelRule {
  /** locations that the channel may sell from, the first to be drawn on first */
  readonly pool: readonly string[];
  /** `shared`: every channel may show the whole pool; `partitioned`: each shows its weight of it */
  readonly mode: 'shared' | 'partitioned';
  /** part of the pool in partitioned mode, from 0 to 1; null in shared mode */
  readonly weight: number | null;
  /** units withheld at every location of the pool, or how to reckon them */
  readonly buffer: number | { readonly dynamic: DynamicBufferRule };
  /** units kept for walk-in customers, by location */
  readonly protect: Readonly<Record<string, number>>;
  /** most units ever shown; null for no limit */
  readonly cap: number | null;
  /** the retailer's own channel: it goes on selling from locations whose source is silent */
  readonly firstParty: boolean;
  /** as few units as this, or fewer, are a limited availability */
  readonly limitedBelow: number;
  readonly pickup: PickupRule | null;
  readonly preorder: PreorderRule | null;
}

export interface DynamicBufferRule {
  /** standard deviations of safety */
  readonly z: number;
  /** the buffer takes at most this part of what is sellable */
  readonly beta: number;
  /** units withheld at least, before beta */
  readonly min: number;
  /** which order line must still fit: a quantile of line quantities */
  readonly quantile: number;
  /** the line counts where no more than k times its quantity is left */
  readonly k: number;
  /** how far counted and real stock drift apart: units per square root of a day */
  readonly drift: number;
  /** seconds that the marketplace takes to show what it acknowledged */
  readonly applySeconds: number;
  /** hours of a day in which the location sells */
  readonly sellingHours: number;
}

export interface PickupRule {
  /** units withheld from pickup */
  readonly buffer: number;
  /** units that a customer must be able to collect */
  readonly quantity: number;
  /** most seconds since the store's source gave a sign of life */
  readonly signalWithinSeconds: number;
}

export interface PreorderRule {
  /** most units offered ahead of their arrival */
  readonly cap: number;
  /** days ahead within which stock must arrive to be offered */
  readonly horizonDays: number;
  /** days after its date at which a delivery that did not come stops counting */
  readonly overdueDays: number;
}

/** How often items that sell so fast must be counted, to be offered for pickup. */
export interface CountClass {
  readonly name: string;
  readonly fromUnitsPerDay: number;
  readonly withinDays: number;
}

/** What a vendor delivers of what it confirmed, and how much later than usual it may come. */
export interface VendorRule {
  readonly fillRate: number;
  /** ninetieth minus fiftieth percentile of its lead time, in days */
  readonly leadTimeSpreadDays: number;
}

const SOUND_VENDOR: VendorRule = { fillRate: 1, leadTimeSpreadDays: 0 };

/** The rule of a vendor by its name; of those without one, the one named `default`. */
export const vendorRules =
  (vendors: Readonly<Record<string, VendorRule>>) =>
  (vendor: string | null): VendorRule =>
    (vendor !== null && Object.hasOwn(vendors, vendor) ? vendors[vendor] : vendors['default']) ??
    SOUND_VENDOR;
