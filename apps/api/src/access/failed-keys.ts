import { Injectable } from '@nestjs/common';
import { RateLimiterMemory } from 'rate-limiter-flexible';

const MOST = 10;
const WINDOW_SECONDS = 60;

/** Wrong keys by the address that they come from: ten a minute, then it must wait. */
@Injectable()
export class FailedKeys {
  private readonly failures = new RateLimiterMemory({ points: MOST, duration: WINDOW_SECONDS });

  /** @returns whole seconds until the address may try again; 0: it may now */
  async wait(address: string): Promise<number> {
    const counted = await this.failures.get(address);
    if (!counted || counted.consumedPoints < MOST) return 0;
    return Math.max(1, Math.ceil(counted.msBeforeNext / 1000));
  }

  async count(address: string): Promise<void> {
    await this.failures.penalty(address);
  }
}
