import type { GraphQLError } from 'graphql';
import type { FakeFaults } from '../fake/fake-fault.js';
import { forbidden, shopError } from './shop-error.js';
import type { Shelf, Variant } from './shelf.js';
import { updateVariants, type VariantInput } from './update-variants.js';
import type { Permission, VendureOptions } from './vendure-options.js';

/** `adminListQueryLimit` of a shop that does not set it. */
const MOST_TAKEN = 1_000;

interface ListOptions {
  readonly skip?: number;
  readonly take?: number;
  readonly filter?: { readonly sku?: { readonly in?: readonly string[] } };
}

/** @param refusal why nothing at all is answered */
export const rootOf = (
  shelf: Shelf,
  options: VendureOptions,
  faults: FakeFaults,
  refusal: GraphQLError | undefined,
) => {
  const guard = (needed?: Permission) => {
    if (refusal) throw refusal;
    if (needed !== undefined && !options.permissions.includes(needed)) throw forbidden();
  };
  return {
    globalSettings: () => {
      guard();
      return { trackInventory: options.trackInventory, outOfStockThreshold: 0 };
    },
    stockLocation: ({ id }: { readonly id: string }) => {
      guard('ReadStockLocation');
      return id === options.stockLocationId ? { id, name: 'Default Stock Location' } : null;
    },
    productVariants: ({ options: list }: { readonly options?: ListOptions }) => {
      guard('ReadProduct');
      return page(shelf.all(), list ?? {}, options.comparesCase);
    },
    updateProductVariants: ({ input }: { readonly input: readonly VariantInput[] }) => {
      guard('UpdateProduct');
      const changed = updateVariants(shelf, input, options.stockLocationId);
      if (!faults.take('never_apply')) shelf.commit(changed);
      // The order of the answer is not the order of the input.
      return changed.toReversed();
    },
  };
};

function page(
  variants: readonly Variant[],
  { skip = 0, take = MOST_TAKEN, filter }: ListOptions,
  comparesCase: boolean,
) {
  if (take > MOST_TAKEN) {
    const words = `Cannot take more than ${MOST_TAKEN} results from a list query`;
    throw shopError('USER_INPUT_ERROR', words);
  }
  const plain = (sku: string) => (comparesCase ? sku : sku.toLowerCase());
  const wanted = filter?.sku?.in;
  const skus = wanted && new Set(wanted.map(plain));
  const matching = skus ? variants.filter(({ sku }) => skus.has(plain(sku))) : variants;
  return { items: matching.slice(skip, skip + take), totalItems: matching.length };
}
