import type { Failure } from '../http/failure.js';
import type { HttpAnswer, HttpClient } from '../http/http-client.js';
import { jsonBody } from '../http/json.js';
import { awaitToken } from '../oauth/await-token.js';
import type { TokenSource } from '../oauth/token-source.js';
import type { NotNow } from '../port/push-result.js';

interface Call {
  /** below the Inventory API's path */
  readonly path: string;
  /** sent as JSON by POST; left out: a GET */
  readonly content?: unknown;
  readonly signal: AbortSignal;
}

const API_PATH = '/sell/inventory/v1';

/** The Sell Inventory API with a user's access token in every call. */
export class InventoryApi {
  constructor(
    private readonly client: HttpClient,
    private readonly tokens: TokenSource,
    private readonly language: string,
  ) {}

  /** @returns `NotNow` when there is no access token: nothing was sent then */
  async call({ path, content, signal }: Call): Promise<HttpAnswer | Failure | NotNow> {
    const token = await awaitToken(this.tokens, signal);
    if (token.kind !== 'token') return token;
    // Developers report a 25709 without accept-language, although the vendor calls it optional.
    const head = { authorization: `Bearer ${token.token}`, 'accept-language': this.language };
    const request =
      content === undefined
        ? { method: 'GET' as const, headers: { ...head, accept: 'application/json' } }
        : {
            method: 'POST' as const,
            ...jsonBody(content, { ...head, 'content-language': this.language }),
          };
    const answer = await this.client.call({ path: `${API_PATH}${path}`, signal, ...request });
    if (answer.kind === 'answer' && answer.status === 401) this.tokens.forget(token.token);
    return answer;
  }
}
