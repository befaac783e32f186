import { FAULT_KINDS, type FaultKind } from './faults.js';

/** What one run is made of; the seed decides everything else. */
export interface Plan {
  readonly seed: number;
  /** transactions that each legacy system commits after its opening */
  readonly transactions: number;
  readonly faults: ReadonlySet<FaultKind>;
}

export const DEFAULT_TRANSACTIONS = 12;

/** The command that runs the plan again. */
export function commandOf({ seed, transactions, faults }: Plan): string {
  const all = faults.size === FAULT_KINDS.length;
  const only = all ? '' : ` --faults ${[...faults].join(',') || 'none'}`;
  const fewer = transactions === DEFAULT_TRANSACTIONS ? '' : ` --transactions ${transactions}`;
  return `npm run test:sim -- --seed ${seed}${fewer}${only}`;
}
