import { PoisonMessageError } from '#contracts';
import { boundedText, LONGEST } from './bounded-text.js';
import type { CompiledMoves } from './compile.js';
import type { Bindings } from './bindings.js';
import { textOf, type Image, type Images, type LocationOf } from './placement.js';
import { referenceId } from './references.js';

/** What a change waits for before it can be translated, visibly; it is never dropped. */
export interface Awaited {
  /** `<table>:<key>` of a reference, or `location:<name>` of the policy */
  readonly awaits: string;
  readonly reason: string;
}

export const awaitedLocation = (name: string): string => `location:${name}`;

/**
 * The first thing missing for either image of a change; both must be translatable.
 *
 * @throws PoisonMessageError `change.no_reference` or `change.no_sku` when nothing that may still arrive could
 *   tell what the row is about
 */
export function whatIsAwaited(
  table: CompiledMoves,
  { before, after }: Images,
  locationOf: LocationOf,
): Awaited | undefined {
  refuseLacking(after ?? before);
  for (const image of [before, after]) {
    const missing =
      image && !image.lacking && missingFor(table, image, locationOf, image === after);
    if (missing) return missing;
  }
  return undefined;
}

/** An image before that lacked a reference has contributed nothing, unless it is all that a delete tells. */
function refuseLacking(image: Image | null): void {
  if (!image?.lacking) return;
  throw new PoisonMessageError(
    'change.no_reference',
    `the row names no ${image.lacking}; mend the row in its source, or say in the pack that ${image.lacking} is optional`,
  );
}

function missingFor(
  table: CompiledMoves,
  image: Image,
  locationOf: LocationOf,
  stands: boolean,
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
  if (textOf(table.sku(image.bindings)) !== '') return missingLocation(table, image, locationOf);
  return missingSku(table, image, stands);
}

/** A row that gave no sku before has contributed nothing; one that gives none now must not be lost. */
function missingSku(
  { skuRefs }: CompiledMoves,
  { refs }: Image,
  stands: boolean,
): Awaited | undefined {
  const giver = refs.find(({ name }) => skuRefs.includes(name));
  if (giver) {
    const { key, table } = giver.key;
    return { awaits: referenceId(giver.key), reason: `row ${key} of ${table} gives no sku` };
  }
  if (!stands) return undefined;
  throw new PoisonMessageError(
    'change.no_sku',
    'the row gives no sku, and no reference that it has could give one; mend the row in its source, or sku in the pack',
  );
}

function missingLocation(
  table: CompiledMoves,
  { bindings }: Image,
  locationOf: LocationOf,
): Awaited | undefined {
  for (const name of locationNames(table, bindings)) {
    if (locationOf(name) === undefined) {
      boundedText("the location's name", name, LONGEST.location);
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
