import { OFFER_STATUSES } from '#domain';
import { CONNECT_TIMEOUT_MS, HttpClient } from '../http/http-client.js';
import { publicConnect } from '../http/public-connect.js';
import type { CallContext, Capabilities, ChannelConnector } from '../port/channel-connector.js';
import type { ListingRow } from '../port/listing-row.js';
import type { PushResult } from '../port/push-result.js';
import type { ListResult, ReadBackResult } from '../port/read-result.js';
import { availabilityEventOf, EVENT_CONTENT_TYPE } from './availability-event.js';
import { SUGGESTED_PAUSES_MS } from './delivery-schedule.js';
import { deliveryResult, GONE } from './delivery-result.js';
import { signDelivery } from './sign-delivery.js';
import { secretTexts, type WebhookEndpoint } from './webhook-endpoint.js';
import { WEBHOOK_LIMITS } from './webhook-limits.js';

const TIMEOUT_MS = 15_000;
/** Nothing of an answer is used but a few words on what was wrong. */
const MOST_ANSWER_BYTES = 64 * 1024;

export interface WebhookOptions {
  readonly timeoutMs?: number;
  readonly now?: () => Date;
  /** how connections are made, for tests; left out: as the endpoint allows */
  readonly connect?: ReturnType<typeof publicConnect>;
}

/** One receiver of signed events, by Standard Webhooks and CloudEvents. */
export class WebhookConnector implements ChannelConnector {
  readonly capabilities: Capabilities;
  readonly limits = WEBHOOK_LIMITS;
  private readonly client: HttpClient;
  private readonly path: string;
  private readonly now: () => Date;
  private isGone = false;

  constructor(
    private readonly endpoint: WebhookEndpoint,
    { timeoutMs = TIMEOUT_MS, now = () => new Date(), connect }: WebhookOptions = {},
  ) {
    const { origin, pathname } = new URL(endpoint.url);
    const guard = endpoint.allowPrivateAddresses ? undefined : publicConnect(CONNECT_TIMEOUT_MS);
    this.client = new HttpClient(origin, timeoutMs, MOST_ANSWER_BYTES, connect ?? guard);
    this.path = pathname;
    this.now = now;
    const { rowsPerCall } = endpoint;
    this.capabilities = {
      rowsPerCall: { urgent: rowsPerCall, normal: rowsPerCall, reconcile: rowsPerCall },
      rowsPerRead: rowsPerCall,
      quantityCap: null,
      showsOffers: OFFER_STATUSES,
      applies: 'at_once',
      readsBack: false,
      parallelCalls: 4,
      timeoutMs,
      retryPausesMs: SUGGESTED_PAUSES_MS,
    };
  }

  async push(rows: readonly ListingRow[], { signal }: CallContext): Promise<PushResult> {
    if (this.isGone) return GONE;
    const { account, secrets, token } = this.endpoint;
    const event = availabilityEventOf(rows, account);
    const body = JSON.stringify(event);
    const attemptedAt = this.now();
    const answer = await this.client.call({
      method: 'POST',
      path: this.path,
      headers: {
        'content-type': EVENT_CONTENT_TYPE,
        'user-agent': 'Shelfwire',
        ...signDelivery(secrets, { id: event.id, body, attemptedAt }),
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      body,
      signal,
    });
    const result = deliveryResult(rows.length, answer, secretTexts(this.endpoint), attemptedAt);
    this.isGone ||= result === GONE;
    return result;
  }

  /** Never called: a receiver only listens. */
  async readBack(): Promise<ReadBackResult> {
    return { kind: 'unavailable', reason: 'a webhook cannot be read' };
  }

  /** A receiver lists nothing; whether it is there is asked by `OPTIONS`, which it need not know. */
  async list(_after: string | null, { signal }: CallContext): Promise<ListResult> {
    const answer = await this.client.call({ method: 'OPTIONS', path: this.path, signal });
    if (answer.kind !== 'answer') return { kind: 'unavailable', reason: answer.reason };
    const { status } = answer;
    const isThere =
      status < 300 || (status >= 400 && status < 500 && status !== 404 && status !== 410);
    if (!isThere) return { kind: 'unavailable', reason: `HTTP ${status} to OPTIONS` };
    return { kind: 'page', listings: [], next: null };
  }

  close(): Promise<void> {
    return this.client.close();
  }
}
