import { Pool, type buildConnector, type Dispatcher } from 'undici';
import { readBounded } from './bounded-body.js';
import { classifyFailure, type Failure } from './failure.js';
import { withDeadline } from './with-deadline.js';

export const CONNECT_TIMEOUT_MS = 2_000;
const MOST_ANSWER_BYTES = 4 * 1024 * 1024;
const CONNECTIONS = 8;

export interface HttpRequest {
  readonly method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE' | 'OPTIONS';
  /** below the base URL's path, with its query */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** ends the call before its time */
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: Dispatcher.ResponseData['headers'];
  /** undefined: larger than the limit */
  readonly body: Buffer | undefined;
}

/** HTTP to one host: a time limit on the whole call, bounded answers, no redirects, no retries. */
export class HttpClient {
  private readonly pool: Pool;
  private readonly basePath: string;

  /**
   * @param timeoutMs of a call, from the first byte sent to the last one read
   * @param connect how connections are made, where not every address may be connected to
   */
  constructor(
    baseUrl: string,
    private readonly timeoutMs: number,
    private readonly mostAnswerBytes = MOST_ANSWER_BYTES,
    connect?: buildConnector.connector,
  ) {
    const { origin, pathname } = new URL(baseUrl);
    this.basePath = pathname.replace(/\/$/, '');
    this.pool = new Pool(origin, {
      connections: CONNECTIONS,
      connectTimeout: CONNECT_TIMEOUT_MS,
      ...(connect && { connect }),
    });
  }

  async call({ signal, ...request }: HttpRequest): Promise<HttpAnswer | Failure> {
    try {
      return await withDeadline(this.timeoutMs, signal, (until) => this.send(request, until));
    } catch (error) {
      return classifyFailure(error);
    }
  }

  async close(): Promise<void> {
    await this.pool.close();
  }

  private async send(
    { method, path, headers, body }: HttpRequest,
    signal: AbortSignal,
  ): Promise<HttpAnswer> {
    const answer = await this.pool.request({
      method,
      path: `${this.basePath}${path}`,
      headers: { ...headers },
      body: body ?? null,
      signal,
    });
    return {
      kind: 'answer',
      status: answer.statusCode,
      headers: answer.headers,
      body: await readBounded(answer.body, this.mostAnswerBytes),
    };
  }
}
