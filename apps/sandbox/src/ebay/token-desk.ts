import type { RequestHandler, Response } from 'express';
import { randomUUID } from 'node:crypto';
import type { Login } from './ebay-options.js';

/** User access tokens for a refresh token. */
export class TokenDesk {
  /** requests for a token, whatever came of them */
  asked = 0;
  /** tokens, with the moment at which each expires, milliseconds */
  private readonly given = new Map<string, number>();

  constructor(
    private readonly login: Login,
    private readonly lifetimeMs: number,
    private readonly now: () => number,
  ) {}

  readonly handler: RequestHandler = (request, response) => {
    this.asked += 1;
    const { clientId, clientSecret, refreshToken } = this.login;
    const credentials = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    if (request.header('authorization') !== `Basic ${credentials}`) {
      return refuseLogin(response, 401, 'invalid_client');
    }
    if (!request.is('application/x-www-form-urlencoded')) {
      return refuseLogin(response, 400, 'invalid_request');
    }
    const form = request.body as Readonly<Record<string, unknown>>;
    if (form['grant_type'] !== 'refresh_token') {
      return refuseLogin(response, 400, 'unsupported_grant_type');
    }
    if (form['refresh_token'] !== refreshToken) return refuseLogin(response, 400, 'invalid_grant');
    const token = `v^1.1#${randomUUID()}`;
    this.given.set(token, this.now() + this.lifetimeMs);
    response.json({
      access_token: token,
      expires_in: this.lifetimeMs / 1000,
      token_type: 'User Access Token',
    });
  };

  isGood(authorization: string | undefined): boolean {
    const token = /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '';
    return this.now() < (this.given.get(token) ?? 0);
  }

  expireAll(): void {
    this.given.clear();
  }
}

/** The description repeats what was sent, as a careless endpoint might. */
function refuseLogin(response: Response, status: number, error: string): void {
  const { req } = response;
  const sent = JSON.stringify([req.body ?? null, req.headers.authorization ?? null]);
  response.status(status).json({ error, error_description: `Refused: ${sent}` });
}
