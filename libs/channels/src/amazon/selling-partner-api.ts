import type { Failure } from '../http/failure.js';
import type { HttpAnswer, HttpClient, HttpRequest } from '../http/http-client.js';
import { jsonBody } from '../http/json.js';
import { awaitToken } from '../oauth/await-token.js';
import type { TokenSource } from '../oauth/token-source.js';
import type { NotNow } from '../port/push-result.js';

interface Call {
  readonly method: HttpRequest['method'];
  readonly path: string;
  /** sent as JSON; left out: no body */
  readonly content?: unknown;
  readonly signal: AbortSignal;
}

const USER_AGENT = 'Shelfwire (Language=TypeScript)';

/** The Selling Partner API with an access token in every call. */
export class SellingPartnerApi {
  constructor(
    private readonly client: HttpClient,
    private readonly tokens: TokenSource,
  ) {}

  /** @returns `NotNow` when there is no access token: nothing was sent then */
  async call({ method, path, content, signal }: Call): Promise<HttpAnswer | Failure | NotNow> {
    const token = await awaitToken(this.tokens, signal);
    if (token.kind !== 'token') return token;
    const head = { 'user-agent': USER_AGENT, 'x-amz-access-token': token.token };
    const request =
      content === undefined
        ? { headers: { ...head, accept: 'application/json' } }
        : jsonBody(content, head);
    const answer = await this.client.call({ method, path, signal, ...request });
    if (answer.kind === 'answer' && isTokenRefused(answer)) this.tokens.forget(token.token);
    return answer;
  }
}

/** Expired tokens and missing rights are told by the same statuses; a new token is right for both. */
const isTokenRefused = ({ status }: HttpAnswer): boolean => status === 401 || status === 403;
