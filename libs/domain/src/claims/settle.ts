import type { Quantity } from '../quantity.js';
import { movementKey } from './absorption.js';
import type { WantedLine } from './admission.js';
import { documentId, type DocumentRef, type Movement } from './movement.js';

/** Units of an order that the authority's stock has fallen by already: they need no claim. */
export interface SettledLine {
  readonly sku: string;
  readonly location: string;
  readonly quantity: Quantity;
  readonly ref: string | null;
  readonly source: string;
  readonly step: string;
  readonly movement: string;
}

/**
 * What of an order the authority has shown before the order came, and what is left to be claimed.
 *
 * @param pool where lines without a location of their own may be
 * @param used by movement, units that claims have been absorbed by before
 */
export function settleLines(
  lines: readonly WantedLine[],
  document: DocumentRef,
  pool: readonly string[],
  movements: readonly Movement[],
  used: ReadonlyMap<string, Quantity>,
): { readonly settled: readonly SettledLine[]; readonly rest: readonly WantedLine[] } {
  const left = new Map(
    movements
      .filter(({ causes }) => causes.some((cause) => documentId(cause) === documentId(document)))
      .map((movement) => [movement, movement.fallen - (used.get(movementKey(movement)) ?? 0n)]),
  );
  const settled: SettledLine[] = [];
  const rest: WantedLine[] = [];
  for (const line of lines) {
    const places = line.location === null ? pool : [line.location];
    let wanted = line.quantity;
    for (const [movement, units] of left) {
      if (movement.sku !== line.sku || !places.includes(movement.location)) continue;
      const quantity = units < wanted ? units : wanted;
      if (quantity <= 0n) continue;
      wanted -= quantity;
      left.set(movement, units - quantity);
      const { sku, location, source, step, id } = movement;
      settled.push({ sku, location, quantity, ref: line.ref, source, step, movement: id });
    }
    if (wanted > 0n) rest.push({ ...line, quantity: wanted });
  }
  return { settled, rest };
}
