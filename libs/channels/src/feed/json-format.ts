import { OFFER_STATUSES } from '#domain';
import { z } from 'zod';
import { availabilityRow } from '../availability/availability-row.js';
import { batchesOf, type FeedFormat } from './feed-format.js';

const TYPE = 'shelfwire.availability.v1';

const feed = z.strictObject({ type: z.literal(TYPE), rows: z.array(availabilityRow) });

/** One JSON document in UTF-8, with each row in a line of its own. */
export const jsonFormat: FeedFormat = {
  shows: OFFER_STATUSES,
  problem: () => undefined,

  *pieces(rows) {
    yield `{"type":"${TYPE}","rows":[\n`;
    let separator = '';
    for (const batch of batchesOf(rows)) {
      yield separator + batch.map((row) => JSON.stringify(row)).join(',\n');
      separator = ',\n';
    }
    yield '\n]}\n';
  },

  async read(content) {
    const pieces: string[] = [];
    for await (const piece of content) pieces.push(piece);
    return feed.parse(JSON.parse(pieces.join(''))).rows;
  },
};
