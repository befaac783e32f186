import type { Policy } from '#config';
import { ASSUMED_LAG, type ChannelTerms } from '#domain';
import type { EntityManager } from 'typeorm';
import { channelLags } from '../channel-lags.js';

type Lags = Readonly<Record<string, ChannelTerms>>;

/** A lag in steps of powers of two need not be looked at more often. */
const EVERY_MS = 30_000;

/**
 * Measures the lag of the channels whose numbers are made of it: those with a dynamic buffer. A channel that
 * is as fast as is assumed of any is left out, so that terms do not change for nothing.
 */
export class LagMeter {
  private readonly channels: readonly string[];
  private readAt = Number.NEGATIVE_INFINITY;

  constructor({ channels }: Pick<Policy, 'channels'>) {
    this.channels = Object.entries(channels)
      .filter(([, { buffer }]) => typeof buffer === 'object')
      .map(([id]) => id)
      .sort();
  }

  /** @param previous what was measured last, which stays until it is time to look again */
  async read(reader: Pick<EntityManager, 'query'>, previous: Lags, now: Date): Promise<Lags> {
    const isTooSoon = now.getTime() - this.readAt < EVERY_MS;
    if (this.channels.length === 0 || isTooSoon) return previous;
    const lags = await channelLags(reader, this.channels, previous, now);
    this.readAt = now.getTime();
    return Object.fromEntries(Object.entries(lags).filter(([, lag]) => !isAssumed(lag)));
  }
}

const isAssumed = ({ lagSeconds, lagDeviationSeconds }: ChannelTerms): boolean =>
  lagSeconds === ASSUMED_LAG.lagSeconds && lagDeviationSeconds === ASSUMED_LAG.lagDeviationSeconds;
