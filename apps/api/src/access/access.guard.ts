import { ACCESS, admits, type RouteAccess } from '#access';
import { Injectable, Logger, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { foreignPage, scopeMissing } from './access-problems.js';
import type { CalledRequest } from './caller.js';
import { Callers } from './callers.js';

/** A header that makes a browser ask first before it lets a foreign page send it; nothing here says yes. */
const OWN_HEADER = 'x-shelfwire-request';

/** Lets nobody in but who shows a key, or a sign-in with one, whose scope the route admits. */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly logger = new Logger('Access');

  constructor(
    private readonly callers: Callers,
    private readonly reflector: Reflector,
  ) {}

  /** @throws ProblemException 401, 403 or 429 */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.get<RouteAccess | undefined>(ACCESS, context.getHandler());
    if (!access) throw new Error('a route says nothing of who may call it');
    if (access.scopes === 'anyone') return true;
    const request = context.switchToHttp().getRequest<CalledRequest>();
    const caller = await this.callers.identify(request);
    if (!admits(access.scopes, caller.scope)) {
      const { method, path } = request;
      this.logger.warn({ message: 'refused for its scope', key: caller.keyId, method, path });
      throw scopeMissing(caller.scope, access.scopes);
    }
    if (access.action !== undefined && mayBeForeign(request)) {
      throw foreignPage(`the header ${OWN_HEADER}: 1`);
    }
    request.caller = caller;
    return true;
  }
}

/** Only a cookie goes along by itself; a key in a header was put there by who knows it. */
const mayBeForeign = ({ headers }: CalledRequest): boolean =>
  headers.authorization === undefined && headers[OWN_HEADER] !== '1';
