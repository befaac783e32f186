import { Pool, type Dispatcher } from 'undici';
import { readJson } from './bounded-body.js';
import { classifyFailure, type Failure } from './failure.js';

const CONNECT_TIMEOUT_MS = 2_000;
const MOST_ANSWER_BYTES = 4 * 1024 * 1024;

export interface JsonAnswer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: Dispatcher.ResponseData['headers'];
  /** undefined: no JSON, or too much of it */
  readonly body: unknown;
}

export interface JsonRequest {
  readonly method: 'GET' | 'PUT';
  /** below the base URL's path, with its query */
  readonly path: string;
  readonly body?: unknown;
}

/** HTTP with JSON to one host: a time limit on the whole call, bounded answers, no redirects, no retries. */
export class JsonClient {
  private readonly pool: Pool;
  private readonly basePath: string;

  /** @param authorization the header's value */
  constructor(
    baseUrl: string,
    private readonly authorization: string,
    private readonly timeoutMs: number,
  ) {
    const { origin, pathname } = new URL(baseUrl);
    this.basePath = pathname.replace(/\/$/, '');
    this.pool = new Pool(origin, { connections: 2, connectTimeout: CONNECT_TIMEOUT_MS });
  }

  async call({ method, path, body }: JsonRequest): Promise<JsonAnswer | Failure> {
    try {
      const answer = await this.pool.request({
        method,
        path: `${this.basePath}${path}`,
        headers: {
          authorization: this.authorization,
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(this.timeoutMs),
      });
      const { statusCode: status, headers } = answer;
      return {
        kind: 'answer',
        status,
        headers,
        body: await readJson(answer.body, MOST_ANSWER_BYTES),
      };
    } catch (error) {
      return classifyFailure(error);
    }
  }

  async close(): Promise<void> {
    await this.pool.close();
  }
}
