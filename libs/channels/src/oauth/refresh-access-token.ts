import { z } from 'zod';
import type { HttpAnswer, HttpClient } from '../http/http-client.js';
import { jsonOf } from '../http/json.js';
import type { NotNow } from '../port/push-result.js';
import type { TokenAnswer } from './token-source.js';

const granted = z.object({
  access_token: z.string().min(1),
  /** seconds */
  expires_in: z.number().positive(),
});
/** The description beside the error may repeat what was sent. */
const refused = z.object({ error: z.string().regex(/^[a-z_]{1,64}$/) });

export interface Refresh {
  /** of the token's address */
  readonly client: HttpClient;
  /** the login, for people */
  readonly who: string;
  readonly refreshToken: string;
  /** what says which app asks, as the login wants it */
  readonly form?: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** what a 429 of the vendor's means */
  readonly throttled: (answer: HttpAnswer) => NotNow;
}

/** Asks for an access token with a refresh token (RFC 6749, section 6). */
export async function refreshAccessToken(refresh: Refresh): Promise<TokenAnswer> {
  const { client, form = {}, headers, refreshToken, who } = refresh;
  const body = new URLSearchParams({
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    ...form,
  });
  const answer = await client.call({
    method: 'POST',
    path: '',
    headers: { accept: 'application/json', ...headers },
    body: body.toString(),
  });
  if (answer.kind === 'answer') return readAnswer(refresh, answer);
  return { kind: 'unavailable', reason: `${who}: ${answer.reason}` };
}

function readAnswer({ throttled, who }: Refresh, answer: HttpAnswer): TokenAnswer {
  const { status } = answer;
  const body = jsonOf(answer);
  if (status === 200) {
    const token = granted.safeParse(body).data;
    if (!token) return { kind: 'unavailable', reason: `${who}: no access token in the answer` };
    return { kind: 'token', token: token.access_token, expiresInMs: token.expires_in * 1000 };
  }
  if (status === 429) return throttled(answer);
  const error = refused.safeParse(body).data?.error ?? 'no reason given';
  const kind = status === 400 || status === 401 || status === 403 ? 'unauthorized' : 'unavailable';
  return { kind, reason: `${who}: HTTP ${status}, ${error}` };
}
