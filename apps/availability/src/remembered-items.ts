import type { ItemKey } from './read-knowledge.js';
import type { PartitionState } from './read-states.js';
import { skuOfContribution } from './stock-state.js';

const TELLING: ReadonlySet<string> = new Set(['sale', 'return', 'cancellation', 'cycle_count']);

/**
 * Items whose histories a batch may change: those that it says were sold or counted, and those of which a
 * row takes back a sale that it told before.
 */
export const rememberedItems = (states: readonly PartitionState[]): ItemKey[] =>
  states.flatMap(({ partition, incoming, state }) => {
    const skus = new Set<string>();
    for (const { event } of incoming) if (TELLING.has(event.kind)) skus.add(event.sku);
    for (const [id, { sold }] of state.contributions) if (sold) skus.add(skuOfContribution(id));
    return [...skus].map((sku) => ({ partition, sku }));
  });

/** Every item that a batch names. */
export const namedItems = (states: readonly PartitionState[]): ItemKey[] =>
  states.flatMap(({ partition, incoming }) =>
    [...new Set(incoming.map(({ event }) => event.sku))].map((sku) => ({ partition, sku })),
  );
