import type { Pace } from '../../../../api/src/channels/pace.schema.js';
import { span } from '../../time/words.js';

type Limit = Pace['limits'][number];

const UNITS: Readonly<Record<string, string>> = {
  request: 'calls',
  row: 'listings',
  points: 'points',
};

export const unitOf = ({ cost }: Pick<Limit, 'cost'>): string => UNITS[cost] ?? cost;

/** When a limit is as full as it gets, if no call follows. */
export function whenFull({ fullInMs }: Pick<Limit, 'fullInMs'>): string {
  if (fullInMs === null) return 'shared with other processes';
  if (fullInMs <= 0) return 'now';
  return fullInMs < 1000 ? 'within a second' : `in ${span(Math.ceil(fullInMs / 1000))}`;
}
