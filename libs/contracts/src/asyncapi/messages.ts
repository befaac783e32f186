import { availabilityV1 } from '../availability.v1.js';
import { claimsV1 } from '../claims.v1.js';
import { ledgerHeadV1 } from '../ledger-heads.v1.js';
import { publicationV1 } from '../publications.v1.js';
import { sourceRepairedV1 } from '../source-repaired.v1.js';
import { stockEventV1 } from '../stock-event.v1.js';
import type { Topics } from '../topics.js';
import type { MessageDescription } from './message.js';

const CLOUD_EVENT = {
  ce_specversion: 'always 1.0',
  ce_id: 'the same whenever the same change is translated again: what was seen may be dropped',
  ce_source: 'a URI of what it comes from, such as /cdc/pos/ospos_item_quantities',
  ce_time: 'UTC by ISO 8601',
  'content-type': 'application/json',
};

/** What each topic is for. */
export const TOPIC_DESCRIPTIONS: Readonly<Record<keyof Topics, string>> = {
  stockEvents:
    'Every change of stock of every source, one shape. An item is in one partition with all its locations. Kept for a month.',
  claims:
    'That what claims hold of an item has changed. As many partitions as the stock events have, by the same key.',
  availability:
    'What each channel may sell of an item: state, not events. Compacted, so that reading from the beginning gives every item.',
  publications: 'What was sent to marketplaces, and what they answered. Kept for a month.',
  ledgerHeads:
    'How far the ledger of each partition had come, as a witness outside the database. Kept for five years.',
};

/** By topic and name. */
export const MESSAGES: Readonly<
  Record<keyof Topics, Readonly<Record<string, MessageDescription>>>
> = {
  stockEvents: {
    stockEvent: {
      name: 'stock.<kind>.v1',
      summary: 'A change of stock; CloudEvents 1.0, Kafka binary mode',
      key: 'the sku',
      payload: stockEventV1,
      headers: {
        ...CLOUD_EVENT,
        ce_type: 'stock.<kind>.v1, such as stock.sale.v1',
        ce_subject: '<sku>@<location>',
      },
    },
    sourceRepaired: {
      name: 'source.repaired.v1',
      summary: 'A snapshot has stated all rows of a source anew; once in every partition',
      key: 'the source',
      payload: sourceRepairedV1,
      headers: { ...CLOUD_EVENT, ce_type: 'always source.repaired.v1' },
    },
  },
  claims: {
    claimChange: {
      name: 'claims.v1',
      summary: 'Units of an item were claimed, or given back',
      key: 'the sku',
      payload: claimsV1,
    },
  },
  availability: {
    availability: {
      name: 'availability.v1',
      summary: 'What each channel may sell of an item; a higher version replaces a lower one',
      key: 'the sku',
      payload: availabilityV1,
    },
  },
  publications: {
    publication: {
      name: 'publications.v1',
      summary: 'A number that a marketplace was told, and its answer',
      key: 'the channel and the sku',
      payload: publicationV1,
    },
  },
  ledgerHeads: {
    ledgerHead: {
      name: 'ledger.heads.v1',
      summary: "The newest line of a partition's ledger and its hash",
      key: 'the partition',
      payload: ledgerHeadV1,
    },
  },
};
