import { createHash, timingSafeEqual } from 'node:crypto';
import { CallLimit } from '../limit/call-limit.js';
import type { AccountConfig } from '../sandbox.config.js';
import { CallCounts } from './call-counts.js';
import { Catalog } from './catalog.js';

/** A merchant's account: what it shows, its limit, and how it was called. */
export class Account {
  readonly catalog = new Catalog();
  readonly counts = new CallCounts();
  readonly limit: CallLimit;
  private readonly token: Buffer;

  constructor(readonly config: AccountConfig) {
    this.limit = new CallLimit(config.limit, config.price);
    this.token = digest(`Bearer ${config.token}`);
  }

  /** @param authorization the HTTP header */
  admits(authorization: string): boolean {
    return timingSafeEqual(this.token, digest(authorization));
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
