import { Injectable, Logger } from '@nestjs/common';
import type { Request } from 'express';
import { keyEnded, keyMissing, keyWrong, tooManyFailures } from './access-problems.js';
import type { CallerIdentity } from './caller.js';
import { shownBy, type Shown } from './credential.js';
import { FailedKeys } from './failed-keys.js';
import { KnownCredentials } from './known-credentials.js';

/** Tells who calls. */
@Injectable()
export class Callers {
  private readonly logger = new Logger('Access');

  constructor(
    private readonly known: KnownCredentials,
    private readonly failed: FailedKeys,
  ) {}

  /** @throws ProblemException 401, or 429 after too many wrong keys */
  identify(request: Request): Promise<CallerIdentity> {
    return this.prove(shownBy(request), request);
  }

  /**
   * A key that works still does where wrong ones come from the same address, such as a proxy's; one that
   * was never seen here has to wait with them.
   *
   * @throws ProblemException 401, or 429 after too many wrong keys
   */
  async prove(shown: Shown, { socket }: Request): Promise<CallerIdentity> {
    if (shown.kind === 'none') throw keyMissing();
    const address = socket.remoteAddress ?? 'unknown';
    if (shown.kind === 'unreadable') return this.refuse(address);
    if (!this.known.knows(shown)) await this.slowDown(address);
    const found = await this.known.match(shown);
    if (!found) return this.refuse(address);
    const { state, keyId, name, scope, expiresAt } = found;
    if (state !== 'live') throw keyEnded(state);
    return { keyId, name, scope, expiresAt };
  }

  private async refuse(address: string): Promise<never> {
    await this.slowDown(address);
    await this.failed.count(address);
    this.logger.warn({ message: 'a wrong key', address });
    throw keyWrong();
  }

  private async slowDown(address: string): Promise<void> {
    const seconds = await this.failed.wait(address);
    if (seconds > 0) throw tooManyFailures(seconds);
  }
}
