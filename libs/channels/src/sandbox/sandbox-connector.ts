import { HttpClient } from '../http/http-client.js';
import { jsonBody, jsonOf } from '../http/json.js';
import { retryAfterMs } from '../http/retry-after.js';
import type { CallContext, ChannelConnector, Capabilities } from '../port/channel-connector.js';
import type { ListingRow } from '../port/listing-row.js';
import type { NotNow, PushResult } from '../port/push-result.js';
import type { ListResult, ReadBackResult } from '../port/read-result.js';
import { listAnswer } from './answers.js';
import { readPushAnswer, RESET_HEADER } from './read-push-answer.js';

const ROWS_PER_READ = 500;
const TIMEOUT_MS = 3_000;

export interface SandboxEndpoint {
  readonly url: string;
  readonly account: string;
  readonly token: string;
}

/** One account of the sandbox marketplace. */
export class SandboxConnector implements ChannelConnector {
  readonly capabilities: Capabilities;
  readonly limits = [];
  private readonly client: HttpClient;
  private readonly path: string;
  private readonly headers: Readonly<Record<string, string>>;

  constructor(endpoint: SandboxEndpoint, rowsPerCall: number, timeoutMs = TIMEOUT_MS) {
    this.client = new HttpClient(endpoint.url, timeoutMs);
    this.path = `/v1/accounts/${encodeURIComponent(endpoint.account)}/quantities`;
    this.headers = { authorization: `Bearer ${endpoint.token}` };
    this.capabilities = {
      rowsPerCall: { urgent: rowsPerCall, normal: rowsPerCall, reconcile: rowsPerCall },
      rowsPerRead: Math.min(rowsPerCall, ROWS_PER_READ),
      quantityCap: 999_999,
      applies: 'at_once',
      readsBack: true,
      parallelCalls: 1,
      timeoutMs,
    };
  }

  async push(rows: readonly ListingRow[], { signal }: CallContext): Promise<PushResult> {
    const items = rows.map(({ sku, quantity }) => ({ sku, quantity }));
    const body = jsonBody({ items }, this.headers);
    const answer = await this.client.call({ method: 'PUT', path: this.path, signal, ...body });
    return answer.kind === 'answer' ? readPushAnswer(rows, answer, new Date()) : answer;
  }

  async readBack(rows: readonly ListingRow[], { signal }: CallContext): Promise<ReadBackResult> {
    const query = rows.map(({ sku }) => `sku=${encodeURIComponent(sku)}`).join('&');
    const page = await this.read(query, signal);
    if (page.kind !== 'page') return page;
    const quantities = new Map(page.listings.map(({ sku, quantity }) => [sku, quantity]));
    return { kind: 'read', quantities };
  }

  list(after: string | null, { signal }: CallContext): Promise<ListResult> {
    return this.read(`limit=${ROWS_PER_READ}&after=${encodeURIComponent(after ?? '')}`, signal);
  }

  close(): Promise<void> {
    return this.client.close();
  }

  private async read(query: string, signal: AbortSignal): Promise<ListResult> {
    const { headers, path } = this;
    const answer = await this.client.call({
      method: 'GET',
      path: `${path}?${query}`,
      headers,
      signal,
    });
    if (answer.kind !== 'answer') return { kind: 'unavailable', reason: answer.reason };
    if (answer.status !== 200) return notNow(answer.status, answer.headers);
    const list = listAnswer.safeParse(jsonOf(answer));
    if (!list.success) {
      return { kind: 'unavailable', reason: 'the answer is not what a marketplace sends' };
    }
    const listings = list.data.items.map(({ sku, quantity }) => ({ sku, quantity, ids: {} }));
    return { kind: 'page', listings, next: list.data.next };
  }
}

function notNow(status: number, headers: Parameters<typeof retryAfterMs>[0]): NotNow {
  if (status === 429) {
    const wait = retryAfterMs(headers, RESET_HEADER, new Date());
    return { kind: 'throttled', retryAfterMs: wait, hints: [] };
  }
  const kind = status === 401 || status === 403 ? 'unauthorized' : 'unavailable';
  return { kind, reason: `HTTP ${status}` };
}
