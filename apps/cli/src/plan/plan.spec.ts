import { step } from '#plan';
import { expect, it } from 'vitest';
import { refuseUnapproved } from './approval.js';
import { coloured } from './colour-plan.js';

it('needs approval of exactly the steps that lose something', () => {
  const losing = step('policy', 'channel/a', '-', [], ['2 listings']);
  const steps = [step('policy', 'location/b', '-'), losing];
  expect(() => refuseUnapproved(steps, [])).toThrow('channel/a: 2 listings');
  expect(() => refuseUnapproved(steps, ['channel/a'])).not.toThrow();
  expect(() => refuseUnapproved(steps, 'all')).not.toThrow();
});

it('colours only at a terminal', () => {
  expect(coloured(['  + a'], { isTTY: false }, {})).toEqual(['  + a']);
  expect(coloured(['  + a', 'b'], { isTTY: true }, {})).toEqual(['\u001b[32m  + a\u001b[39m', 'b']);
});
