import type { BenchChannel } from '../policy.js';
import {
  itemOf,
  LOCATIONS,
  locationOf,
  quantityOf,
  rowsOf,
  skuOf,
  type Changes,
} from './changes.js';

/** What must be there at the end, by plain arithmetic that shares no code with any contestant. */
export interface Expected {
  /** thousandths, by `<sku>@<location>` */
  readonly stock: ReadonlyMap<string, number>;
  /** units by channel, of every item that the load changes */
  readonly numbers: ReadonlyMap<string, Readonly<Record<string, number>>>;
}

export function expectedOf(changes: Changes, channels: readonly BenchChannel[]): Expected {
  const { spec, newest } = changes;
  const stock = new Map<string, number>();
  const byItem = new Map<number, Map<string, number>>();
  const changed = new Set<number>();
  for (let row = 0; row < rowsOf(spec); row += 1) {
    const seq = newest[row] ?? -1;
    if (seq < 0) continue;
    const item = itemOf(spec, row);
    const location = LOCATIONS[locationOf(spec, row)] ?? '';
    const quantity = quantityOf({ row, seq });
    if (seq > 0) {
      changed.add(item);
      stock.set(`${skuOf(item)}@${location}`, quantity);
    }
    const places = byItem.get(item) ?? new Map<string, number>();
    byItem.set(item, places.set(location, quantity));
  }
  const numbers = new Map(
    [...changed].map((item) => [skuOf(item), numbersOf(byItem.get(item) ?? new Map(), channels)]),
  );
  return { stock, numbers };
}

const numbersOf = (
  places: ReadonlyMap<string, number>,
  channels: readonly BenchChannel[],
): Record<string, number> =>
  Object.fromEntries(
    channels.map(({ id, buffer, cap }) => {
      let units = 0;
      for (const quantity of places.values()) {
        units += Math.max(0, Math.floor(quantity / 1000) - buffer);
      }
      return [id, Math.min(cap, units)];
    }),
  );
