import type { ChannelTerms, LocationTerms } from '../terms.js';
import type { DynamicBufferRule } from './channel-rule.js';
import { MOST_UNITS } from './portion.js';

/** For how long a number may be wrong before the channel shows the next one, in seconds. */
export interface Exposure {
  /** measured: source commit → acknowledged by the channel */
  readonly lagSeconds: number;
  /** from the acknowledgement until customers see it */
  readonly applySeconds: number;
  /** since the source's last sign of life, where it is late */
  readonly ageSeconds: number;
  /** for which another channel of the same stock has shown old numbers: what it sold is not known yet */
  readonly othersSeconds: number;
  readonly seconds: number;
  readonly deviationSeconds: number;
}

/**
 * The exposure τ of a channel at a location. A late source's age comes on top of the measured lag: what it
 * did since is not known, and once it is, it still takes the lag to be shown. So does the time for which
 * another channel has been silent: it may be selling by its old number, and its orders come late.
 */
export function exposureOf(
  { applySeconds }: Pick<DynamicBufferRule, 'applySeconds'>,
  channel: ChannelTerms,
  { freshness, ageSeconds }: LocationTerms,
): Exposure {
  const lag = secondsOf(channel.lagSeconds);
  const apply = secondsOf(applySeconds);
  const age = freshness === 'fresh' ? 0 : secondsOf(ageSeconds);
  const others = secondsOf(channel.othersSeconds ?? 0);
  return {
    lagSeconds: lag,
    applySeconds: apply,
    ageSeconds: age,
    othersSeconds: others,
    seconds: lag + apply + age + others,
    deviationSeconds: secondsOf(channel.lagDeviationSeconds),
  };
}

const secondsOf = (value: number): number =>
  Number.isNaN(value) ? MOST_UNITS : Math.min(MOST_UNITS, Math.max(0, value));
