import type { AvailabilityRow } from '../availability/availability-row.js';
import type { RowProblem } from './feed-format.js';

/** Google's words for what a store has (Merchant Center Help, answers 13475891 and 14819809). */
export type StoreAvailability = 'in stock' | 'limited availability' | 'out of stock';

/** Longest `id` (Merchant Center Help, answer 14819809). */
const MOST_ID = 50;
/** One or two units are a limited availability (Merchant Center Help, answer 13475891). */
const MOST_LIMITED = 2;

/**
 * Characters that an XML document cannot hold (XML 1.0 §2.2), half a surrogate pair among them, and those
 * that do not come out of it as they went in (§2.11): a carriage return becomes a line feed.
 */
const NOT_XML = /[^\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

/**
 * What a store has of an item. Google knows no orders ahead here: what is only on its way is out of
 * stock.
 */
export function storeAvailability({
  quantity,
  availability,
}: Pick<AvailabilityRow, 'quantity' | 'availability'>): StoreAvailability {
  if (quantity === 0) return 'out of stock';
  if (quantity <= MOST_LIMITED || availability === 'LimitedAvailability') {
    return 'limited availability';
  }
  return 'in stock';
}

export const STATUS_OF = {
  'in stock': 'InStock',
  'limited availability': 'LimitedAvailability',
  'out of stock': 'OutOfStock',
} as const satisfies Readonly<Record<StoreAvailability, AvailabilityRow['availability']>>;

export function localInventoryProblem({ sku }: AvailabilityRow): RowProblem | undefined {
  if (sku.length > MOST_ID) {
    return { code: 'id_too_long', reason: `Google takes ids of at most ${MOST_ID} characters` };
  }
  if (NOT_XML.test(sku)) {
    return { code: 'id_not_xml', reason: 'the sku has a character that XML does not keep' };
  }
  return undefined;
}
