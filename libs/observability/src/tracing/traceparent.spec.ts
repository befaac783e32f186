import { expect, it } from 'vitest';
import { currentTraceparent, readTraceparent } from './traceparent.js';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

it.each([
  ['as we write it', `00-${TRACE}-${SPAN}-01`],
  ['of a later version, with more behind it', `01-${TRACE}-${SPAN}-01-more`],
])('reads one %s', (_, text) => {
  expect(readTraceparent(text)).toMatchObject({ traceId: TRACE, spanId: SPAN, traceFlags: 1 });
});

it.each([
  '',
  'nonsense',
  `00-${TRACE}-${SPAN}`,
  `00-${'0'.repeat(32)}-${SPAN}-01`,
  `00-${TRACE}-${SPAN}-zz`,
])('reads none of %j', (text) => {
  expect(readTraceparent(text)).toBeUndefined();
});

it('names no span while nobody traces', () => {
  expect(currentTraceparent()).toBeUndefined();
});
