import { SaxesParser } from 'saxes';
import { z } from 'zod';
import type { AvailabilityRow } from '../availability/availability-row.js';
import { STATUS_OF } from './local-inventory.js';

const item = z.object({
  'g:id': z.string().min(1),
  'g:quantity': z.string().regex(/^\d+$/).transform(Number),
  'g:availability': z.enum(['in stock', 'limited availability', 'out of stock']),
});

/**
 * Reads what was written, piece by piece. Google has no place for versions, dates and lead times: they
 * come back as 0 and null.
 *
 * @throws Error when it is no whole XML document, or an item lacks something
 */
export async function readLocalInventory(
  content: AsyncIterable<string>,
): Promise<AvailabilityRow[]> {
  const rows: AvailabilityRow[] = [];
  let fields: Record<string, string> = {};
  let text = '';
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    if (name === 'item') fields = {};
    text = '';
  });
  parser.on('text', (found) => {
    text += found;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'item') rows.push(rowOf(fields));
    else fields[name] = text;
    text = '';
  });
  for await (const piece of content) parser.write(piece);
  parser.close();
  return rows;
}

function rowOf(fields: Readonly<Record<string, string>>): AvailabilityRow {
  const {
    'g:id': sku,
    'g:quantity': quantity,
    'g:availability': availability,
  } = item.parse(fields);
  return {
    sku,
    quantity,
    version: 0,
    availability: STATUS_OF[availability],
    availableFrom: null,
    leadTimeDays: null,
  };
}
