import type { CompiledMoves, CompiledRule } from './compile.js';
import { placementOf, type Images, type LocationOf, type Placement } from './placement.js';

/**
 * Every item that the row may have contributed to before, each once: the one of its image before
 * the change, and those that its references gave it earlier.
 *
 * @param last where the image before the change belongs
 */
export function formerPlacements(
  table: CompiledMoves,
  rule: CompiledRule,
  { before, after }: Images,
  locationOf: LocationOf,
  last: Placement | undefined,
): readonly Placement[] {
  const bindings = [...(before?.former ?? []), ...(after?.former ?? [])];
  const bySku = new Map(last ? [[last.sku, last]] : []);
  for (const binding of bindings) {
    const placement = placementOf(table, rule, binding, locationOf);
    if (placement && !bySku.has(placement.sku)) bySku.set(placement.sku, placement);
  }
  return [...bySku.values()];
}
