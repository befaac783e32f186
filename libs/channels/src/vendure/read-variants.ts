import type { NotNow } from '../port/push-result.js';
import type { AdminApi, GraphRequest } from './admin-api.js';
import { variantsData, type VariantList } from './answers.js';
import { LIST, LOOK_UP } from './documents.js';
import { readEnd } from '../port/read-end.js';
import type { Shop, ShopFacts } from './shop-facts.js';

/** Most that Vendure gives in one list unless the shop sets `adminListQueryLimit`. */
const MOST_VARIANTS = 1_000;

/** What a call has at hand. */
export interface Desk {
  readonly api: AdminApi;
  readonly facts: ShopFacts;
}

export type Variants =
  { readonly kind: 'variants'; readonly list: VariantList; readonly shop: Shop } | NotNow;

/** All variants that have one of the skus. */
export async function lookUp(
  desk: Desk,
  skus: readonly string[],
  signal: AbortSignal,
): Promise<Variants> {
  const variables = { skus, take: MOST_VARIANTS };
  const found = await readVariants(desk, { query: LOOK_UP, variables }, signal);
  if (found.kind !== 'variants') return found;
  const { items, totalItems } = found.list;
  if (items.length >= totalItems) return found;
  return { kind: 'unavailable', reason: `${totalItems} variants share ${skus.length} skus` };
}

export const readPage = (
  desk: Desk,
  variables: { readonly skip: number; readonly take: number },
  signal: AbortSignal,
): Promise<Variants> => readVariants(desk, { query: LIST, variables }, signal);

async function readVariants(
  { api, facts }: Desk,
  request: GraphRequest,
  signal: AbortSignal,
): Promise<Variants> {
  const shop = await facts.read(signal);
  if (shop.kind !== 'shop') return shop;
  const answered = await api.call(request, variantsData, signal);
  if (answered.kind !== 'data') return readEnd(answered);
  return { kind: 'variants', list: answered.data.productVariants, shop };
}
