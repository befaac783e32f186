import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ChannelAnswer } from './channel-answer.js';
import { drawChannels } from './draw-channels.js';

const AT = '2026-11-27T10:00:00.000Z';
const ago = (seconds: number) => new Date(Date.parse(AT) - seconds * 1000).toISOString();
const channel = (part: Partial<ChannelAnswer>): ChannelAnswer => ({
  channel: 'bazaar',
  connector: 'sandbox',
  account: 'bazaar',
  items: 40,
  acknowledged: 40,
  pending: 0,
  rejected: 0,
  oldestUnacknowledgedAgeSeconds: null,
  paused: null,
  failing: null,
  heldZeros: null,
  listedAt: ago(200),
  ...part,
});

it('draws what docs/operating.md shows', () => {
  const held = { held: 39, showing: 40, samples: ['S1', 'S2', 'S3'], confirmedAt: null };
  const cause = 'the sources themselves say that there is nothing left';
  const lines = drawChannels(
    [
      channel({
        acknowledged: 1,
        pending: 39,
        oldestUnacknowledgedAgeSeconds: 12,
        heldZeros: { ...held, cause, since: ago(12) },
      }),
      channel({ channel: 'emporium', items: 38, acknowledged: 38, listedAt: ago(250) }),
    ],
    AT,
  );

  expect(readFileSync('docs/operating.md', 'utf8')).toContain(`\n${lines.join('\n')}\n`);
});

it('says what is paused, what fails, and when it is tried again', () => {
  const paused = { since: ago(60), because: 'prices are wrong' };
  const failing = { since: ago(30), failures: 4, nextTryAt: null };
  const lines = drawChannels([channel({ paused }), channel({ channel: 'shop', failing })], AT);

  expect(lines.slice(1, 3).map((line) => line.split(/ {2,}/).slice(0, 3))).toEqual([
    ['bazaar', 'sandbox', 'PAUSED'],
    ['shop', 'sandbox', 'FAILING'],
  ]);
  expect(lines).toContain('bazaar is paused, 60 s ago: prices are wrong');
  expect(lines).toContain(
    'shop does not answer as it should: 4 calls in a row, the first 30 s ago; the next one: not before it is resumed',
  );
});
