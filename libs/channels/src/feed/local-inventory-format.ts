import Builder from 'fast-xml-builder';
import { batchesOf, type FeedFormat } from './feed-format.js';
import { localInventoryProblem, storeAvailability } from './local-inventory.js';
import { readLocalInventory } from './read-local-inventory.js';

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0">
<channel>
<title>Local inventory</title>
<description>What one store has, by Shelfwire</description>
`;
const FOOT = `</channel>
</rss>
`;

/** A local product inventory feed of one store (Merchant Center Help, answers 3061342 and 14684743). */
export const localInventoryFormat = (storeCode: string): FeedFormat => {
  const builder = new Builder({ format: true, indentBy: '' });
  return {
    shows: ['LimitedAvailability'],
    problem: localInventoryProblem,

    *pieces(rows) {
      yield HEAD;
      for (const batch of batchesOf(rows)) {
        const item = batch.map((row) => ({
          'g:store_code': storeCode,
          'g:id': row.sku,
          'g:quantity': row.quantity,
          'g:availability': storeAvailability(row),
        }));
        yield builder.build({ item });
      }
      yield FOOT;
    },

    read: readLocalInventory,
  };
};
