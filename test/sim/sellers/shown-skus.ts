import { topicsOf } from '#contracts';
import type { MemoryLogs } from '../kafka/memory-logs.js';

/** Items of which some channel has ever been told that there are some. */
export function shownSkus(logs: MemoryLogs, namespace: string): readonly string[] {
  const told = logs.places(topicsOf(namespace).availability).flatMap((place) =>
    logs
      .read(place, 0n, Number.MAX_SAFE_INTEGER)
      .map(({ value }) => JSON.parse(String(value)) as Told)
      .filter(({ channels }) => Object.values(channels).some((units) => units > 0)),
  );
  return [...new Set(told.map(({ sku }) => sku))];
}

interface Told {
  readonly sku: string;
  readonly channels: Readonly<Record<string, number>>;
}
