import { expect, it } from 'vitest';
import { figure, targetText } from './figure.js';

it.each([
  ['seconds', 89.94, '89.9 s'],
  ['seconds', 300, '5.0 min'],
  ['share', 0.00512, '0.51 %'],
  ['share', -0.0009, '-0.09 %'],
  ['share', 0.955, '95.5 %'],
  ['unit-days', 2550.6, '2,551 unit-days'],
  ['days', 2.34, '2.3 d'],
  ['units', 12, '12'],
  ['share', null, '–'],
] as const)('%s: %s is %s', (unit, value, shown) => {
  expect(figure({ unit }, value)).toBe(shown);
});

it('says a target in words', () => {
  const rule = { id: 'x', title: 'X', unit: 'share', better: 'low' } as const;
  expect(targetText({ ...rule, target: { bound: 'below', value: 0.01 } })).toBe('below 1.00 %');
  expect(targetText({ ...rule, target: null })).toBe('–');
});
