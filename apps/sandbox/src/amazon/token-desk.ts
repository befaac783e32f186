import type { RequestHandler, Response } from 'express';
import { randomUUID } from 'node:crypto';
import type { Login } from './amazon-options.js';

/** Login with Amazon: access tokens for a refresh token. */
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
    if (!request.is('application/x-www-form-urlencoded')) {
      return refuseLogin(response, 400, 'invalid_request');
    }
    const form = request.body as Readonly<Record<string, unknown>>;
    if (form['grant_type'] !== 'refresh_token') {
      return refuseLogin(response, 400, 'unsupported_grant_type');
    }
    const { clientId, clientSecret, refreshToken } = this.login;
    if (form['client_id'] !== clientId || form['client_secret'] !== clientSecret) {
      return refuseLogin(response, 401, 'invalid_client');
    }
    if (form['refresh_token'] !== refreshToken) return refuseLogin(response, 400, 'invalid_grant');
    const token = `Atza|${randomUUID()}`;
    this.given.set(token, this.now() + this.lifetimeMs);
    response.json({
      access_token: token,
      token_type: 'bearer',
      expires_in: this.lifetimeMs / 1000,
      refresh_token: refreshToken,
    });
  };

  isGood(token: string | undefined): boolean {
    return token !== undefined && this.now() < (this.given.get(token) ?? 0);
  }

  expireAll(): void {
    this.given.clear();
  }
}

/** The description repeats what was sent, as a careless endpoint might. */
function refuseLogin(response: Response, status: number, error: string): void {
  const sent = JSON.stringify(response.req.body ?? null);
  response.status(status).json({ error, error_description: `Refused: ${sent}` });
}
