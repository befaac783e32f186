import type { Check } from '../explain.schema.js';
import type { Formula } from '../formula.schema.js';
import { ownVersion } from '../read-terms.js';
import type { MomentRow } from './moment.queries.js';

/**
 * Whether a past number follows from what the ledger keeps, and if not, why (promise I7).
 *
 * @param formula null: the policy of then names no such channel; undefined: that policy was not kept
 */
export function checkPast(
  channel: string,
  { channels, basis, policy_version: policyVersion }: MomentRow,
  formula: Formula | null | undefined,
): Check {
  const stored = channels[channel] ?? null;
  const recomputed = formula?.units ?? null;
  const agrees = stored !== null && stored === recomputed;
  if (agrees) return { stored, recomputed, agrees, note: null };
  const held = ownVersion(policyVersion);
  if (formula === undefined) {
    return { stored, recomputed, agrees, note: `the rules of policy ${held} were not kept` };
  }
  if (formula === null) {
    return { stored, recomputed, agrees, note: `policy ${held} names no channel ${channel}` };
  }
  const note =
    basis === null
      ? 'the ledger keeps nothing of claims or sales at this version: before these were kept, they may explain the difference'
      : 'the number does not follow from the ledger: report this as a bug';
  return { stored, recomputed, agrees, note };
}
