import type { StalenessOf, StalenessState } from '../../api/staleness.js';
import type { Tone } from '../../parts/tone.js';

interface Said {
  readonly tone: Tone;
  readonly word: string;
}

const SAID: Readonly<Record<StalenessState, Said>> = {
  fresh: { tone: 'ok', word: 'Fresh' },
  quiet: { tone: 'ok', word: 'Quiet' },
  stale: { tone: 'bad', word: 'Stale' },
  closed: { tone: 'idle', word: 'Closed' },
  'source-down': { tone: 'bad', word: 'Source down' },
  unverified: { tone: 'bad', word: 'Unverified' },
};

/** As the API judges it; without a judgement, whether its source is heard. */
export function locationState({ staleness, stale, lastChangeAt }: StalenessOf): Said {
  if (staleness) return SAID[staleness.state];
  if (stale) return SAID['source-down'];
  return lastChangeAt === null
    ? { tone: 'idle', word: 'No stock seen' }
    : { tone: 'ok', word: 'Heard' };
}
