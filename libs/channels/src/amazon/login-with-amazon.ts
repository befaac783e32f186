import type { HttpClient } from '../http/http-client.js';
import { refreshAccessToken } from '../oauth/refresh-access-token.js';
import type { AmazonEndpoint } from './amazon-endpoint.js';
import { throttled } from './refusals.js';

type Login = Pick<AmazonEndpoint, 'clientId' | 'clientSecret' | 'refreshToken'>;

/** Asks for an access token with the seller's refresh token. @param client of the token's address */
export const loginWithAmazon =
  (client: HttpClient, { clientId, clientSecret, refreshToken }: Login) =>
  () =>
    refreshAccessToken({
      client,
      who: 'Login with Amazon',
      refreshToken,
      form: { client_id: clientId, client_secret: clientSecret },
      headers: { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8' },
      throttled,
    });
