import type { HttpAnswer, HttpClient } from '../http/http-client.js';
import { jsonOf } from '../http/json.js';
import type { TokenAnswer } from '../oauth/token-source.js';
import type { AmazonEndpoint } from './amazon-endpoint.js';
import { tokenAnswer, tokenError } from './answers.js';
import { throttled } from './refusals.js';

type Login = Pick<AmazonEndpoint, 'clientId' | 'clientSecret' | 'refreshToken'>;

const WHO = 'Login with Amazon';

/** Asks for an access token with the seller's refresh token. @param client of the token's address */
export const loginWithAmazon =
  (client: HttpClient, { clientId, clientSecret, refreshToken }: Login) =>
  async (): Promise<TokenAnswer> => {
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: clientId,
      client_secret: clientSecret,
    });
    const answer = await client.call({
      method: 'POST',
      path: '',
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded;charset=UTF-8',
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
