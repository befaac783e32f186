import type { HttpClient } from '../http/http-client.js';
import { refreshAccessToken } from '../oauth/refresh-access-token.js';
import type { EbayEndpoint } from './ebay-endpoint.js';
import { throttled } from './refusals.js';

type Login = Pick<EbayEndpoint, 'clientId' | 'clientSecret' | 'refreshToken'>;

/**
 * Asks for a user access token with the seller's refresh token. Without scopes it gets those that the
 * seller agreed to (developer.ebay.com/api-docs/static/oauth-refresh-token-request.html).
 *
 * @param client of the token's address
 */
export const userToken =
  (client: HttpClient, { clientId, clientSecret, refreshToken }: Login) =>
  () => {
    const credentials = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    return refreshAccessToken({
      client,
      who: 'eBay login',
      refreshToken,
      headers: {
        authorization: `Basic ${credentials}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      throttled,
    });
  };
