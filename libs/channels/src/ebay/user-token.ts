import type { HttpAnswer, HttpClient } from '../http/http-client.js';
import { jsonOf } from '../http/json.js';
import type { TokenAnswer } from '../oauth/token-source.js';
import { tokenAnswer, tokenError } from './answers.js';
import type { EbayEndpoint } from './ebay-endpoint.js';
import { throttled } from './refusals.js';

type Login = Pick<EbayEndpoint, 'clientId' | 'clientSecret' | 'refreshToken'>;

const WHO = 'eBay login';

/**
 * Asks for a user access token with the seller's refresh token. Without scopes it gets those that the
 * seller agreed to (developer.ebay.com/api-docs/static/oauth-refresh-token-request.html).
 *
 * @param client of the token's address
 */
export const userToken =
  (client: HttpClient, { clientId, clientSecret, refreshToken }: Login) =>
  async (): Promise<TokenAnswer> => {
    const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken });
    const credentials = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    const answer = await client.call({
      method: 'POST',
      path: '',
      headers: {
        accept: 'application/json',
        authorization: `Basic ${credentials}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: form.toString(),
    });
    if (answer.kind === 'answer') return readAnswer(answer);
    return { kind: 'unavailable', reason: `${WHO}: ${answer.reason}` };
  };

function readAnswer(answer: HttpAnswer): TokenAnswer {
  const { status } = answer;
  const body = jsonOf(answer);
  if (status === 200) {
    const token = tokenAnswer.safeParse(body).data;
    if (!token) return { kind: 'unavailable', reason: `${WHO}: no access token in the answer` };
    return { kind: 'token', token: token.access_token, expiresInMs: token.expires_in * 1000 };
  }
  if (status === 429) return throttled(answer);
  // The description beside the error may repeat what was sent.
  const error = tokenError.safeParse(body).data?.error ?? 'no reason given';
  const kind = status === 400 || status === 401 || status === 403 ? 'unauthorized' : 'unavailable';
  return { kind, reason: `${WHO}: HTTP ${status}, ${error}` };
}
