import { describe, expect, it } from 'vitest';
import { errorReport } from './error-report.js';

const HEAD = '"error-line";"error-message";"offer-sku";"quantity";"warehouse-code";"update-delete"';
const read = (text: string) => errorReport(Buffer.from(text));

describe('errorReport', () => {
  it('tells sku and reason of each line, whatever stands in them', () => {
    const lines = [
      `\uFEFF${HEAD}`,
      '"2";"no ""offer""; none";"a;""b";"1";"";""',
      '',
      '"3";"wrong";"=1+1";"x";"";""',
    ];
    const report = read(lines.join('\r\n'));

    expect(report).toEqual([
      { sku: 'a;"b', reason: 'no "offer"; none' },
      { sku: '=1+1', reason: 'wrong' },
    ]);
  });

  it('finds the sku by the name of its column, wherever that is', () => {
    expect(read('line;message;quantity;offer-sku\n2;wrong;1;CUP-1\n')).toEqual([
      { sku: 'CUP-1', reason: 'wrong' },
    ]);
  });

  it('has no lines when there is only a head', () => {
    expect(read(`${HEAD}\n`)).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['a page of a proxy', '<html>Back in a minute</html>'],
    ['no column for skus', 'line;message;sku\n2;wrong;CUP-1\n'],
    ['the file as it was sent', 'offer-sku;quantity\nCUP-1;1\n'],
    ['commas', 'line,message,offer-sku\n2,wrong,CUP-1\n'],
    ['a line that is cut off', `${HEAD}\n"2";"wrong"\n`],
    ['a quote that is never closed', `${HEAD}\n"2";"wrong;"CUP-1`],
  ])('does not read %s', (_, text) => {
    expect(read(text)).toBe(undefined);
  });
});
