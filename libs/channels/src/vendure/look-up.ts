import type { NotNow } from '../port/push-result.js';
import type { AdminApi, GraphRequest } from './admin-api.js';
import { variantsData, type VariantsData } from './answers.js';
import { LOOK_UP } from './documents.js';
import { readEnd } from './read-answer.js';

/** Most that Vendure gives in one list unless the shop sets `adminListQueryLimit`. */
const MOST_VARIANTS = 1_000;

export type Variants = { readonly kind: 'variants'; readonly data: VariantsData } | NotNow;

/** All variants that have one of the skus. */
export async function lookUp(
  api: AdminApi,
  skus: readonly string[],
  location: string,
  signal: AbortSignal,
): Promise<Variants> {
  const found = await readVariants(
    api,
    { query: LOOK_UP, variables: { skus, location, take: MOST_VARIANTS } },
    signal,
  );
  if (found.kind !== 'variants') return found;
  const { items, totalItems } = found.data.productVariants;
  if (items.length >= totalItems) return found;
  return { kind: 'unavailable', reason: `${totalItems} variants share ${skus.length} skus` };
}

/** Reads variants; a location that the channel does not have is said before anything is written. */
export async function readVariants(
  api: AdminApi,
  request: GraphRequest,
  signal: AbortSignal,
): Promise<Variants> {
  const answered = await api.call(request, variantsData, signal);
  if (answered.kind !== 'data') return readEnd(answered);
  if (answered.data.stockLocation) return { kind: 'variants', data: answered.data };
  return { kind: 'unavailable', reason: 'the channel has no such stock location' };
}
