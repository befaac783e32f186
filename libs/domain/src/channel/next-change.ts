import { DAY_MS, dayOf } from '../demand/day.js';
import type { ChannelAnswer } from './channel-answer.js';
import type { ChannelRule } from './channel-rule.js';

/** Whether time alone can change the channel's answer. */
const ages = ({ buffer, pickup, preorder }: ChannelRule): boolean =>
  typeof buffer !== 'number' || pickup !== null || preorder !== null;

/**
 * When an answer may change by time alone, milliseconds since 1970: the moment after an advertised pickup's
 * count expires, or midnight UTC, with which rates, drift and horizons move. Undefined: never.
 */
export function nextChange(
  rule: ChannelRule,
  { pickups }: Pick<ChannelAnswer, 'pickups'>,
  now: number,
): number | undefined {
  if (!ages(rule)) return undefined;
  const midnight = (dayOf(now) + 1) * DAY_MS;
  const expiries = pickups.flatMap(({ eligible, countedUntil }) =>
    eligible && countedUntil !== null ? [Math.floor(countedUntil) + 1] : [],
  );
  return Math.min(midnight, ...expiries);
}
