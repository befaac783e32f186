import type { RowVerdict } from '../port/push-result.js';
import type { StockLevel, Variant, VariantList } from './answers.js';
import type { Shop } from './shop-facts.js';

/** The one variant of a sku, with what is at the channel's stock location. */
export interface Stock {
  readonly kind: 'stock';
  readonly variantId: string;
  readonly onHand: number;
  /** in orders that are paid or promised, and not yet sent */
  readonly allocated: number;
}

type Rejected = Extract<RowVerdict, { outcome: 'rejected' }>;

/** What a customer may still order, by the numbers of one stock location. */
export const availableOf = ({ onHand, allocated }: Pick<Stock, 'onHand' | 'allocated'>): number =>
  onHand - allocated;

/**
 * Vendure lets several variants have one sku, and compares skus as the shop's database does: only the
 * one variant that has exactly this sku is it.
 */
export function stockOf(
  sku: string,
  { items }: VariantList,
  { locationId, tracksInventory }: Shop,
): Stock | (Rejected & { readonly kind: 'rejected' }) {
  const [variant, another] = items.filter((each) => each.sku === sku);
  if (!variant) return rejected('no_such_sku', 'no variant of the shop’s channel has this sku');
  if (another) {
    return rejected('sku_not_unique', `variants ${variant.id} and ${another.id} have this sku`);
  }
  if (!isTracked(variant, tracksInventory)) {
    return rejected('inventory_not_tracked', `variant ${variant.id} is sold without a number`);
  }
  return { kind: 'stock', variantId: variant.id, ...levelAt(variant.stockLevels, locationId) };
}

export const isTracked = ({ trackInventory }: Variant, byDefault: boolean): boolean =>
  trackInventory === 'TRUE' || (trackInventory === 'INHERIT' && byDefault);

/** A location that has never had the variant has no level of it. */
export function levelAt(
  levels: readonly StockLevel[],
  locationId: string,
): Pick<Stock, 'onHand' | 'allocated'> {
  const level = levels.find(({ stockLocationId }) => stockLocationId === locationId);
  return { onHand: level?.stockOnHand ?? 0, allocated: level?.stockAllocated ?? 0 };
}

const rejected = (code: string, reason: string) =>
  ({ kind: 'rejected', outcome: 'rejected', code, reason }) as const;
