import { jsonOf } from '../http/json.js';
import type { NotNow } from '../port/push-result.js';
import { offersPage, type Offer } from './answers.js';
import type { Desk } from './desk.js';
import type { MiraklEndpoint } from './mirakl-endpoint.js';
import { nothingApplied, oddAnswer, readRefusal } from './refusals.js';

/** "The maximum value of this parameter is 100." */
const PAGE_SIZE = 100;

export interface FoundOffers {
  readonly kind: 'found';
  readonly offers: readonly Offer[];
  /** of all pages */
  readonly total: number;
}

/** OF21: one page of the shop's offers, those that are not active too. @param asked beside the shop */
export async function offersOf(
  { api, endpoint }: Desk,
  asked: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<FoundOffers | NotNow> {
  const query = { max: String(PAGE_SIZE), ...asked };
  const answer = await api.get({ path: '/api/offers', query, signal });
  if (answer.kind !== 'answer') return nothingApplied(answer);
  if (answer.status !== 200) return readRefusal(answer, endpoint.apiKey, 'offers');
  const page = offersPage.safeParse(jsonOf(answer)).data;
  if (!page) return oddAnswer('OF21');
  return { kind: 'found', offers: page.offers, total: page.total_count };
}

/** An offer of which a warehouse has never been told anything has none there. */
export const quantityOf = (
  { quantity, warehouses }: Offer,
  { warehouse }: Pick<MiraklEndpoint, 'warehouse'>,
): number =>
  warehouse === null
    ? quantity
    : (warehouses?.find(({ code }) => code === warehouse)?.quantity ?? 0);
