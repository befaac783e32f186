import type { Check } from './explain.schema.js';

interface Compared {
  readonly channel: string;
  readonly stored: number | null;
  readonly storedPolicy: string;
  readonly recomputed: number | null;
  readonly ownPolicy: string;
}

/** Whether the stored number follows from the positions, and if not, why (promise I7). */
export function checkNumber(compared: Compared): Check {
  const { stored, recomputed } = compared;
  const agrees = stored !== null && stored === recomputed;
  return { stored, recomputed, agrees, note: noteOn(compared, agrees) };
}

function noteOn(compared: Compared, agrees: boolean): string | null {
  const { channel, stored, storedPolicy, recomputed, ownPolicy } = compared;
  if (recomputed === null) return `the policy of this process names no channel ${channel}`;
  if (stored === null) return `the item has no number for ${channel} yet`;
  if (storedPolicy !== ownPolicy) {
    return `stored under policy ${storedPolicy}, recomputed under ${ownPolicy}, which this process has`;
  }
  return agrees
    ? null
    : 'the stored number does not follow from the positions: report this as a bug';
}
