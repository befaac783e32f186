/** Most members of an array anywhere in the input (shopify.dev/docs/api/usage/limits). */
export const MOST_INPUTS = 250;

export interface Oversize {
  readonly path: readonly (string | number)[];
  readonly size: number;
}

/** The first array in the variables that is larger than Shopify takes. */
export function oversizeInput(
  value: unknown,
  path: readonly (string | number)[] = [],
): Oversize | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value) && value.length > MOST_INPUTS) return { path, size: value.length };
  for (const [key, member] of Object.entries(value)) {
    const found = oversizeInput(member, [...path, key]);
    if (found) return found;
  }
  return undefined;
}
