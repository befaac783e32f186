import { expect, it } from 'vitest';
import { unitOf, whenFull } from './limit-words.js';

it('says what a limit counts', () => {
  expect(['request', 'row', 'points'].map((cost) => unitOf({ cost }))).toEqual([
    'calls',
    'listings',
    'points',
  ]);
});

it('says when all of a limit is there again', () => {
  expect([null, 0, 300, 1_500, 90_000].map((fullInMs) => whenFull({ fullInMs }))).toEqual([
    'shared with other processes',
    'now',
    'within a second',
    'in 2 s',
    'in 90 s',
  ]);
});
