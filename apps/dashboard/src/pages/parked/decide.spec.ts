import { expect, it } from 'vitest';
import { complaintOf } from './decide.js';

it('takes an object, as the connector sends one for a changed row', () => {
  expect(complaintOf('{"op":"u","after":{}}')).toBeUndefined();
});

it.each([
  ['[1]', 'It must be a JSON object'],
  ['null', 'It must be a JSON object'],
  ['{"op":', 'It is no JSON'],
  ['', 'It is no JSON'],
])('says what is wrong with %j', (text, complaint) => {
  expect(complaintOf(text)).toContain(complaint);
});
