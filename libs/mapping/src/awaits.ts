import type { CompiledMoves } from './compile.js';
import type { Row, RowChange } from './change.js';
import { currentBindings, textOf, type LocationOf } from './placement.js';
import { keyOf, referenceId, type References } from './references.js';

/** What a change waits for before it can be translated, visibly; it is never dropped. */
export interface Awaited {
  /** `<table>:<key>` of a reference, or `location:<name>` of the policy */
  readonly awaits: string;
  readonly reason: string;
}

export const awaitedLocation = (name: string): string => `location:${name}`;

/** The first thing missing for either image of the change; both must be translatable. */
export function whatIsAwaited(
  table: CompiledMoves,
  change: RowChange,
  references: References,
  locationOf: LocationOf,
): Awaited | undefined {
  for (const image of [change.before, change.after]) {
    const missing = image && missingFor(table, image, references, locationOf);
    if (missing) return missing;
  }
  return undefined;
}

function missingFor(
  table: CompiledMoves,
  image: Row,
  references: References,
  locationOf: LocationOf,
): Awaited | undefined {
  for (const ref of table.refs) {
    const key = keyOf(ref, image);
    if (!references.get(referenceId(key))?.row) {
      return {
        awaits: referenceId(key),
        reason: `no row ${key.key} of ${key.table} has arrived yet`,
      };
    }
  }
  const bindings = currentBindings(table, image, references);
  if (!table.rules.some((rule) => rule.when(bindings))) return undefined;
  return missingName(table, image, bindings, locationOf);
}

function missingName(
  table: CompiledMoves,
  image: Row,
  bindings: Record<string, unknown>,
  locationOf: LocationOf,
): Awaited | undefined {
  if (textOf(table.sku(bindings)) === '' && table.skuRef) {
    const key = keyOf(table.skuRef, image);
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
function locationNames(table: CompiledMoves, bindings: Record<string, unknown>): readonly string[] {
  const others = table.rules
    .filter((rule) => (rule.destination || rule.from?.location) && rule.when(bindings))
    .flatMap(({ destination, from }) => [destination, from?.location])
    .flatMap((name) => (name ? [textOf(name(bindings))] : []));
  return [String(table.location(bindings)), ...others];
}
