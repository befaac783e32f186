import type { Policy } from '#config';
import { madeUnits } from '#domain';
import type { MadeListing } from '../items/item.schema.js';
import { checkNumber } from './check.js';
import type { Check, Explain } from './explain.schema.js';
import { formulaOn, type ItemBasis } from './recompute.js';
import { ownVersion } from './read-terms.js';

type MadeExplained = Explain['listings'][number];

/** A listing's number from the recomputed numbers of the items that it takes (promise I7). */
export function explainMade(
  listing: MadeListing,
  bases: ReadonlyMap<string, ItemBasis>,
  policy: Policy,
): MadeExplained {
  const parts = listing.parts.map((part) => ({
    ...part,
    recomputed: recomputedOf(bases.get(part.item), listing.channel, policy),
  }));
  return { ...listing, parts, check: checkOf(listing, parts, bases, policy) };
}

const recomputedOf = (
  basis: ItemBasis | undefined,
  channel: string,
  policy: Policy,
): number | null => (basis ? (formulaOn(policy, basis, channel)?.units ?? null) : null);

/** Null where there is no number to check: an item has none yet, or the listing is not published. */
function checkOf(
  { channel, desired }: MadeListing,
  parts: MadeExplained['parts'],
  bases: ReadonlyMap<string, ItemBasis>,
  { policyVersion }: Policy,
): Check | null {
  if (!desired) return null;
  const versions = parts.map(({ item }) => ownVersion(bases.get(item)?.item.policy_version ?? ''));
  return checkNumber({
    channel,
    stored: desired.quantity,
    storedPolicy: versions.find((version) => version !== policyVersion) ?? policyVersion,
    recomputed: madeUnits(parts.map(({ units, recomputed }) => ({ units, quantity: recomputed }))),
    ownPolicy: policyVersion,
  });
}
