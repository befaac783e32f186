import type {
  ChannelConnector,
  ListingQuantity,
  PushResult,
  ReadBackResult,
} from '../channel-connector.js';
import { JsonClient } from '../http/json-client.js';
import { retryAfterMs } from '../http/retry-after.js';
import { listAnswer } from './answers.js';
import { readPushAnswer } from './read-push-answer.js';

/** One account of the sandbox marketplace. */
export class SandboxConnector implements ChannelConnector {
  private readonly client: JsonClient;
  private readonly path: string;

  constructor(
    endpoint: { readonly url: string; readonly account: string; readonly token: string },
    readonly rowsPerCall: number,
    readonly timeoutMs: number,
  ) {
    this.client = new JsonClient(endpoint.url, `Bearer ${endpoint.token}`, timeoutMs);
    this.path = `/v1/accounts/${encodeURIComponent(endpoint.account)}/quantities`;
  }

  async push(rows: readonly ListingQuantity[]): Promise<PushResult> {
    const items = rows.map(({ sku, quantity }) => ({ sku, quantity }));
    const answer = await this.client.call({ method: 'PUT', path: this.path, body: { items } });
    return answer.kind === 'answer' ? readPushAnswer(rows, answer, new Date()) : answer;
  }

  async readBack(skus: readonly string[]): Promise<ReadBackResult> {
    const query = skus.map((sku) => `sku=${encodeURIComponent(sku)}`).join('&');
    const answer = await this.client.call({ method: 'GET', path: `${this.path}?${query}` });
    if (answer.kind !== 'answer') return { kind: 'unavailable', reason: answer.reason };
    if (answer.status === 429) {
      const wait = retryAfterMs(answer.headers, 'x-ratelimit-reset-ms', new Date());
      return {
        kind: 'throttled',
        retryAfterMs: wait,
        reason: `HTTP 429, asked to wait ${wait} ms`,
      };
    }
    const list = answer.status === 200 ? listAnswer.safeParse(answer.body) : undefined;
    if (!list?.success) return { kind: 'unavailable', reason: `HTTP ${answer.status}` };
    const quantities = new Map(list.data.items.map(({ sku, quantity }) => [sku, quantity]));
    return { kind: 'read', quantities };
  }

  close(): Promise<void> {
    return this.client.close();
  }
}
