import type { z } from 'zod';
import { HttpClient } from '../http/http-client.js';
import { jsonBody } from '../http/json.js';
import type { LimitDimension } from '../limiter/limit-dimension.js';
import type { CallContext, Capabilities, ChannelConnector } from '../port/channel-connector.js';
import type { ListingRow } from '../port/listing-row.js';
import type { PushResult } from '../port/push-result.js';
import type { ListResult, ReadBackResult } from '../port/read-result.js';
import { listData, readData, setData } from './answers.js';
import { API_PATH, MOST_ROWS } from './documents.js';
import { inventoryItemIdOf, withoutItemId } from './inventory-item-id.js';
import { planLimits, type ShopifyPlan } from './plan-limits.js';
import { readAnswer, type Answered } from './read-answer.js';
import { listLevels, listResult, readBackResult, readQuantities } from './read-levels.js';
import { namedRows, setQuantities, setResult } from './set-quantities.js';

const TIMEOUT_MS = 10_000;
/** A call is not applied when one of its rows is not: what is urgent is bound to fewer others. */
const URGENT_ROWS = 50;
/** From the description of INVALID_QUANTITY_TOO_HIGH in Shopify's schema. */
const MOST_UNITS = 1_000_000_000;

export interface ShopifyEndpoint {
  readonly shop: string;
  readonly token: string;
  readonly locationId: string;
  readonly plan: ShopifyPlan;
  readonly url?: string | undefined;
}

/** One location of one Shopify shop, by the GraphQL Admin API. */
export class ShopifyConnector implements ChannelConnector {
  readonly capabilities: Capabilities;
  readonly limits: readonly LimitDimension[];
  private readonly client: HttpClient;

  constructor(
    private readonly endpoint: ShopifyEndpoint,
    { timeoutMs = TIMEOUT_MS }: { timeoutMs?: number } = {},
  ) {
    this.client = new HttpClient(endpoint.url ?? `https://${endpoint.shop}`, timeoutMs);
    this.limits = planLimits(endpoint.plan);
    this.capabilities = {
      rowsPerCall: { urgent: URGENT_ROWS, normal: MOST_ROWS, reconcile: MOST_ROWS },
      rowsPerRead: MOST_ROWS,
      quantityCap: MOST_UNITS,
      applies: 'at_once',
      readsBack: true,
      parallelCalls: 4,
      timeoutMs,
    };
  }

  async push(rows: readonly ListingRow[], context: CallContext): Promise<PushResult> {
    const named = namedRows(rows);
    if (named.length === 0) {
      return { kind: 'answered', verdicts: rows.map(withoutItemId), hints: [] };
    }
    const request = setQuantities(named, this.endpoint.locationId, context.callId);
    const result = setResult(named.length, await this.call(request, setData, context));
    if (result.kind !== 'answered') return result;
    const bySku = new Map(named.map(({ sku }, at) => [sku, result.verdicts[at]]));
    const verdicts = rows.map((row) => bySku.get(row.sku) ?? withoutItemId(row));
    return { ...result, verdicts };
  }

  async readBack(rows: readonly ListingRow[], context: CallContext): Promise<ReadBackResult> {
    const ids = rows.flatMap((row) => inventoryItemIdOf(row) ?? []);
    if (ids.length === 0) return { kind: 'read', quantities: new Map() };
    const request = readQuantities(ids, this.endpoint.locationId);
    return readBackResult(rows, await this.call(request, readData, context));
  }

  async list(after: string | null, context: CallContext): Promise<ListResult> {
    const request = listLevels(this.endpoint.locationId, after);
    return listResult(await this.call(request, listData, context));
  }

  close(): Promise<void> {
    return this.client.close();
  }

  private async call<Data>(
    request: { readonly query: string; readonly variables: object },
    shape: z.ZodType<Data>,
    { signal }: CallContext,
  ): Promise<Answered<Data>> {
    const { headers, body } = jsonBody(request, { 'x-shopify-access-token': this.endpoint.token });
    const answer = await this.client.call({
      method: 'POST',
      path: API_PATH,
      headers,
      body,
      signal,
    });
    return readAnswer(answer, shape, new Date());
  }
}
