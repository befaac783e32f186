import type { Quantity } from '../quantity.js';
import { documentId, type DocumentRef, type Movement } from './movement.js';

/** Units of one item at one location that a claim holds for a document. */
export interface HeldLine {
  readonly claim: string;
  readonly sku: string;
  readonly location: string;
  readonly document: DocumentRef;
  /** what the authority has not shown yet */
  readonly open: Quantity;
}

/** The authority's stock has fallen by units that a claim held: they are no longer claimed. */
export interface Absorption {
  readonly claim: string;
  readonly sku: string;
  readonly location: string;
  readonly source: string;
  readonly step: string;
  readonly movement: string;
  readonly quantity: Quantity;
}

export type MovementKey = Pick<Movement, 'source' | 'id' | 'sku' | 'location'>;

const SEPARATOR = '\u0000';

export const movementKey = ({ source, id, sku, location }: MovementKey): string =>
  [source, id, sku, location].join(SEPARATOR);

/**
 * Which held units each movement explains: those of the same item, location and document, the first line
 * first, never more than fell and never more than is held. Another location's movement explains nothing.
 *
 * @param lines oldest claim first
 * @param used by movement, units that claims have been absorbed by before
 */
export function absorb(
  movements: readonly Movement[],
  lines: readonly HeldLine[],
  used: ReadonlyMap<string, Quantity>,
): readonly Absorption[] {
  const open = new Map(lines.map((line) => [line, line.open]));
  return movements.flatMap((movement) => {
    let left = movement.fallen - (used.get(movementKey(movement)) ?? 0n);
    const absorbed: Absorption[] = [];
    for (const line of lines.filter((candidate) => explains(movement, candidate))) {
      const held = open.get(line) ?? 0n;
      const quantity = held < left ? held : left;
      if (quantity <= 0n) continue;
      left -= quantity;
      open.set(line, held - quantity);
      const { claim, sku, location } = line;
      const { source, step, id } = movement;
      absorbed.push({ claim, sku, location, source, step, movement: id, quantity });
    }
    return absorbed;
  });
}

const explains = (movement: Movement, { sku, location, document }: HeldLine): boolean =>
  movement.sku === sku &&
  movement.location === location &&
  movement.causes.some((cause) => documentId(cause) === documentId(document));
