import type { SourceStatus } from '../../../../api/src/sources/source.schema.js';
import type { Tone } from '../../parts/tone.js';

/** A source's state in words. Doubt weighs most: its rows may be wrong. */
export function sourceState({ stale, heartbeat, trust }: SourceStatus): {
  readonly tone: Tone;
  readonly word: string;
} {
  if (!trust.verified) return { tone: 'bad', word: 'In doubt' };
  if (stale) return { tone: 'bad', word: 'Silent' };
  return heartbeat ? { tone: 'ok', word: 'Alive' } : { tone: 'idle', word: 'Not heard yet' };
}
