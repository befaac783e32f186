import { databaseError, shopError } from './shop-error.js';
import type { Level, Shelf, Variant } from './shelf.js';

export interface VariantInput {
  readonly id: string;
  readonly sku?: string;
  readonly stockLevels?: readonly {
    readonly stockLocationId: string;
    readonly stockOnHand: number;
  }[];
}

const MOST_INTEGER = 2 ** 31 - 1;

/**
 * What the variants are after the inputs, one after the other; a later one wins.
 *
 * @throws GraphQLError by which the whole transaction is undone
 */
export function updateVariants(
  shelf: Shelf,
  inputs: readonly VariantInput[],
  locationId: string,
): readonly Variant[] {
  const changed = new Map<string, Variant>();
  for (const { id, sku, stockLevels = [] } of inputs) {
    const variant = changed.get(id) ?? shelf.byId(id);
    if (!variant) {
      throw shopError('ENTITY_NOT_FOUND', `No ProductVariant with the id "${id}" could be found`);
    }
    const levels = stockLevels.reduce(
      (all: readonly Level[], level) => withLevel(all, level, locationId),
      variant.stockLevels,
    );
    changed.set(id, { ...variant, ...(sku !== undefined && { sku }), stockLevels: levels });
  }
  return [...changed.values()];
}

function withLevel(
  levels: readonly Level[],
  { stockLocationId, stockOnHand }: { stockLocationId: string; stockOnHand: number },
  locationId: string,
): readonly Level[] {
  if (stockLocationId !== locationId) {
    throw databaseError('insert or update on table "stock_level" violates foreign key constraint');
  }
  const before = levels.find((level) => level.stockLocationId === stockLocationId);
  const difference = stockOnHand - (before?.stockOnHand ?? 0);
  if (Math.abs(difference) > MOST_INTEGER) {
    throw databaseError(`value "${difference}" is out of range for type integer`);
  }
  const after = { stockLocationId, stockOnHand, stockAllocated: before?.stockAllocated ?? 0 };
  return [...levels.filter((level) => level !== before), after];
}
