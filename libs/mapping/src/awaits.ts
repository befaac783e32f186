import type { CompiledMoves } from './compile.js';
import type { Bindings } from './expression.js';
import { textOf, type Image, type Images, type LocationOf } from './placement.js';
import { referenceId } from './references.js';

/** What a change waits for before it can be translated, visibly; it is never dropped. */
export interface Awaited {
  /** `<table>:<key>` of a reference, or `location:<name>` of the policy */
  readonly awaits: string;
  readonly reason: string;
}

export const awaitedLocation = (name: string): string => `location:${name}`;

/** The first thing missing for either image of a change; both must be translatable. */
export function whatIsAwaited(
  table: CompiledMoves,
  { before, after }: Images,
  locationOf: LocationOf,
): Awaited | undefined {
  for (const image of [before, after]) {
    const missing = image && missingFor(table, image, locationOf);
    if (missing) return missing;
  }
  return undefined;
}

function missingFor(
  table: CompiledMoves,
  image: Image,
  locationOf: LocationOf,
): Awaited | undefined {
  const missing = image.refs.find(({ state }) => !state?.row);
  if (missing) {
    const { key, table: name } = missing.key;
    return {
      awaits: referenceId(missing.key),
      reason: `no row ${key} of ${name} has arrived yet`,
    };
  }
  if (!table.rules.some((rule) => rule.when(image.bindings))) return undefined;
  return missingName(table, image, locationOf);
}

function missingName(
  table: CompiledMoves,
  { refs, bindings }: Image,
  locationOf: LocationOf,
): Awaited | undefined {
  const skuRef = refs.find(({ name }) => name === table.skuRef?.name);
  if (skuRef && textOf(table.sku(bindings)) === '') {
    const { key } = skuRef;
    return { awaits: referenceId(key), reason: `row ${key.key} of ${key.table} gives no sku` };
  }
  for (const name of locationNames(table, bindings)) {
    if (locationOf(name) === undefined) {
      return {
        awaits: awaitedLocation(name),
        reason: `the policy has no location named ${name} for this source`,
      };
    }
  }
  return undefined;
}

/** The row's own location, and those that its rules take from or move to. */
function locationNames(table: CompiledMoves, bindings: Bindings): readonly string[] {
  const others = table.rules
    .filter((rule) => (rule.destination || rule.from?.location) && rule.when(bindings))
    .flatMap(({ destination, from }) => [destination, from?.location])
    .flatMap((name) => (name ? [textOf(name(bindings))] : []));
  return [String(table.location(bindings)), ...others];
}
