import { errors, Pool, type Dispatcher } from 'undici';
import type {
  ChannelConnector,
  LimitHint,
  PushResult,
  QuantityRow,
  ReadBackResult,
  RowVerdict,
} from '../channel-connector.js';
import { pushAnswer, readBackAnswer, throttledAnswer } from './sandbox-answers.js';

export interface SandboxEndpoint {
  readonly url: string;
  readonly account: string;
  readonly token: string;
}

const TIMEOUT_MS = 10_000;
const MOST_BYTES = 1024 * 1024;
const LONGEST_WAIT_MS = 60_000;
const DEFAULT_WAIT_MS = 1_000;
const UNKNOWN: LimitHint = { pointsAvailable: null };

/** The sandbox marketplace's account, over HTTP. */
export class SandboxConnector implements ChannelConnector {
  private readonly pool: Pool;
  private readonly path: string;

  constructor(private readonly endpoint: SandboxEndpoint) {
    const options = { connections: 2, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS };
    this.pool = new Pool(new URL(endpoint.url).origin, { ...options, maxResponseSize: MOST_BYTES });
    this.path = `/v1/accounts/${encodeURIComponent(endpoint.account)}/quantities`;
  }

  async push(rows: readonly QuantityRow[]): Promise<PushResult> {
    const body = JSON.stringify({ items: rows.map(({ sku, quantity }) => ({ sku, quantity })) });
    try {
      const answer = await this.ask({ method: 'PUT', path: this.path, body });
      return toPushResult(answer);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return neverArrived(error) ? { kind: 'unavailable', reason } : { kind: 'unclear', reason };
    }
  }

  async readBack(skus: readonly string[]): Promise<ReadBackResult> {
    const query = skus.map((sku) => `sku=${encodeURIComponent(sku)}`).join('&');
    try {
      const { statusCode, json } = await this.ask({ method: 'GET', path: `${this.path}?${query}` });
      const parsed = readBackAnswer.safeParse(json);
      if (statusCode !== 200 || !parsed.success) {
        return { kind: 'unavailable', reason: `the read-back was answered with ${statusCode}` };
      }
      const quantities = parsed.data.items.map(({ sku, quantity }) => [sku, quantity] as const);
      return { kind: 'read', quantities: new Map(quantities) };
    } catch (error) {
      return {
        kind: 'unavailable',
        reason: error instanceof Error ? error.message : String(error),
      };
    }
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  private async ask(options: Pick<Dispatcher.RequestOptions, 'method' | 'path' | 'body'>) {
    const { statusCode, headers, body } = await this.pool.request({
      ...options,
      headers: {
        authorization: `Bearer ${this.endpoint.token}`,
        'content-type': 'application/json',
      },
    });
    const text = await body.text();
    return { statusCode, headers, json: parse(text) };
  }
}

interface Answer {
  readonly statusCode: number;
  readonly headers: Dispatcher.ResponseData['headers'];
  readonly json: unknown;
}

function toPushResult({ statusCode, headers, json }: Answer): PushResult {
  if (statusCode === 429) {
    const told = throttledAnswer.safeParse(json);
    const pointsAvailable = told.success ? (told.data.cost?.available ?? null) : null;
    return { kind: 'throttled', retryAfterMs: retryAfterMs(headers), hint: { pointsAvailable } };
  }
  if (statusCode >= 500) return { kind: 'unclear', reason: `answered with ${statusCode}` };
  if (statusCode !== 200) {
    return { kind: 'unavailable', reason: `refused with ${statusCode}: ${shorten(json)}` };
  }
  const parsed = pushAnswer.safeParse(json);
  if (!parsed.success)
    return { kind: 'unclear', reason: `an answer of another form: ${shorten(json)}` };
  const verdicts = parsed.data.results.map(({ sku, status, code, message }) => {
    const verdict: RowVerdict =
      status === 'accepted'
        ? { kind: 'accepted' }
        : {
            kind: 'rejected',
            code: code ?? 'rejected',
            reason: message ?? code ?? 'no reason given',
          };
    return [sku, verdict] as const;
  });
  const hint = parsed.data.cost ? { pointsAvailable: parsed.data.cost.available } : UNKNOWN;
  return { kind: 'answered', verdicts: new Map(verdicts), hint };
}

/** The exact wait when the account tells it, else whole seconds; clamped, whatever was sent. */
function retryAfterMs(headers: Answer['headers']): number {
  const exact = Number(headers['x-ratelimit-reset-ms']);
  const seconds = Number(headers['retry-after']);
  const wait = exact > 0 ? exact : seconds > 0 ? seconds * 1000 : DEFAULT_WAIT_MS;
  return Math.min(wait, LONGEST_WAIT_MS);
}

/** The connection was refused before anything was sent. */
function neverArrived(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return (
    error instanceof errors.ConnectTimeoutError || code === 'ECONNREFUSED' || code === 'ENOTFOUND'
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

const shorten = (json: unknown): string => (JSON.stringify(json) ?? '').slice(0, 200);
