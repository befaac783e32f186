import { expect, it } from 'vitest';
import { readCopyLine } from './copy-text.js';

it('reads columns, nulls and empty texts', () => {
  expect(readCopyLine('a\t\\N\t\tb')).toEqual(['a', null, '', 'b']);
});

it('reads what COPY has escaped', () => {
  expect(readCopyLine('tab\\there\\nand \\\\N\t\\\\')).toEqual(['tab\there\nand \\N', '\\']);
});
