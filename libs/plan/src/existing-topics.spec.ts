import { expect, it } from 'vitest';
import { settingsToMend } from './existing-topics.js';

const MONTH = '2592000000';

it.each([
  ['as long', MONTH, MONTH, true],
  ['longer', MONTH, '2592000001', true],
  ['for ever', MONTH, '-1', true],
  ['too short', MONTH, '604800000', false],
  ['for ever, as wanted', '-1', '-1', true],
  ['as long as Debezium writes for ever', '-1', '9223372036854775807', true],
  ['a week, wanted for ever', '-1', '604800000', false],
])('a topic that keeps %s', (_, wanted, actual, isMet) => {
  const plan = { topic: 'x', partitions: 1, settings: { 'retention.ms': wanted } };
  const settings = { 'retention.ms': actual };
  const mended = settingsToMend(plan, { partitions: 1, settings, own: settings });
  expect(mended).toEqual(isMet ? {} : { 'retention.ms': wanted });
});
