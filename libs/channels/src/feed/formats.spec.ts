import { describe, expect, it } from 'vitest';
import type { AvailabilityRow } from '../availability/availability-row.js';
import { csvFormat } from './csv-format.js';
import type { FeedFormat } from './feed-format.js';
import { jsonFormat } from './json-format.js';
import { localInventoryFormat } from './local-inventory-format.js';

const ROWS: AvailabilityRow[] = [
  {
    sku: 'CUP-1',
    quantity: 12,
    version: 7,
    availability: 'InStock',
    availableFrom: null,
    leadTimeDays: 2,
  },
  {
    sku: 'a,"b"\r<&>',
    quantity: 0,
    version: 8,
    availability: 'BackOrder',
    availableFrom: '2027-03-01',
    leadTimeDays: null,
  },
];
const textOf = (format: FeedFormat, rows = ROWS) => [...format.pieces(rows)].join('');

/** A few characters at a time, so that nothing hangs on where a piece ends. */
async function* inPieces(text: string) {
  for (let at = 0; at < text.length; at += 7) yield text.slice(at, at + 7);
}
const readBack = (format: FeedFormat, text: string) => format.read(inPieces(text));

describe('csvFormat', () => {
  it('is a table with names', () => {
    expect(textOf(csvFormat)).toBe(
      'sku,quantity,version,availability,available_from,lead_time_days\n' +
        'CUP-1,12,7,InStock,,2\n' +
        '"a,""b""\r<&>",0,8,BackOrder,2027-03-01,\n',
    );
  });

  it('has its names once, however many rows there are', async () => {
    const many = Array.from({ length: 2_500 }, (_, n) => ({ ...ROWS[0]!, sku: `M-${n}` }));
    const text = textOf(csvFormat, many);

    expect(text.match(/sku,/g)).toHaveLength(1);
    expect(await readBack(csvFormat, text)).toEqual(many);
  });

  it.each([
    ['other columns', 'sku,quantity\nCUP-1,12\n'],
    ['columns in another order', textOf(csvFormat).replace('sku,quantity', 'quantity,sku')],
    ['a line that is too short', textOf(csvFormat).replace(',InStock,,2', ',InStock,')],
    ['a part of a unit', textOf(csvFormat).replace(',12,', ',1.5,')],
    ['no quantity', textOf(csvFormat).replace(',12,', ',,')],
    ['a quote that never ends', textOf(csvFormat).slice(0, -30)],
    ['another word', textOf(csvFormat).replace('InStock', 'Soon')],
  ])('does not read %s', async (_, text) => {
    await expect(readBack(csvFormat, text)).rejects.toThrow(/./);
  });
});

describe('jsonFormat', () => {
  it('is one document with a row in each line', () => {
    const text = textOf(jsonFormat);

    expect(JSON.parse(text)).toEqual({ type: 'shelfwire.availability.v1', rows: ROWS });
    expect(text.trimEnd().split('\n')).toHaveLength(ROWS.length + 2);
  });

  it.each([
    ['half a document', textOf(jsonFormat).slice(0, -5)],
    ['another document', '{"rows":[]}'],
    ['a row with something else', textOf(jsonFormat).replace('"version":7', '"price":7')],
  ])('does not read %s', async (_, text) => {
    await expect(readBack(jsonFormat, text)).rejects.toThrow(/./);
  });
});

it.each([
  ['CSV', csvFormat],
  ['JSON', jsonFormat],
])('reads %s as it was written', async (_, format) => {
  expect(await readBack(format, textOf(format))).toEqual(ROWS);
});

describe('localInventoryFormat', () => {
  const google = localInventoryFormat('Store & Co');
  const rows = [ROWS[0]!, { ...ROWS[1]!, sku: 'a,"b"<&>' }];

  it("is RSS with Google's names", () => {
    expect(textOf(google, rows)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0">
<channel>
<title>Local inventory</title>
<description>What one store has, by Shelfwire</description>
<item>
<g:store_code>Store &amp; Co</g:store_code>
<g:id>CUP-1</g:id>
<g:quantity>12</g:quantity>
<g:availability>in stock</g:availability>
</item>
<item>
<g:store_code>Store &amp; Co</g:store_code>
<g:id>a,&quot;b&quot;&lt;&amp;&gt;</g:id>
<g:quantity>0</g:quantity>
<g:availability>out of stock</g:availability>
</item>
</channel>
</rss>
`);
  });

  it('reads what Google has a place for', async () => {
    expect(await readBack(google, textOf(google, rows))).toEqual([
      {
        ...rows[0]!,
        version: 0,
        leadTimeDays: null,
      },
      {
        ...rows[1]!,
        version: 0,
        availability: 'OutOfStock',
        availableFrom: null,
      },
    ]);
  });

  it.each([
    ['half a document', textOf(google).slice(0, -10)],
    ['an item without its id', textOf(google, rows).replace(/<g:id>a.*<\/g:id>/, '')],
    ['a word that is none of these', textOf(google).replace('in stock', 'preorder')],
    ['no XML', 'sku,quantity\n'],
  ])('does not read %s', async (_, text) => {
    await expect(readBack(google, text)).rejects.toThrow(/./);
  });

  it.each([
    ['A'.repeat(50), undefined],
    ['A'.repeat(51), 'id_too_long'],
    ['line\rend', 'id_not_xml'],
    ['bell\u0007', 'id_not_xml'],
    ['half \uD83D', 'id_not_xml'],
    ['whole \u{1F375}', undefined],
  ])('takes the sku %j, or says why not', (sku, code) => {
    expect(google.problem({ ...ROWS[0]!, sku })?.code).toBe(code);
  });

  it.each([
    [0, 'InStock', 'out of stock'],
    [0, 'InStoreOnly', 'out of stock'],
    [0, 'BackOrder', 'out of stock'],
    [1, 'InStock', 'limited availability'],
    [2, 'InStock', 'limited availability'],
    [3, 'InStock', 'in stock'],
    [9, 'LimitedAvailability', 'limited availability'],
  ] as const)('calls %i units that are %s %s', (quantity, availability, word) => {
    const text = textOf(google, [{ ...ROWS[0]!, quantity, availability }]);

    expect(text).toContain(`<g:availability>${word}</g:availability>`);
  });
});
