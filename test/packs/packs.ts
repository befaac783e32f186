import { genericLedger } from './generic-ledger/day.js';
import { genericLevel } from './generic-level/day.js';
import { greaterwms } from './greaterwms/day.js';
import { modernwms } from './modernwms/day.js';
import { nordpos } from './nordpos/day.js';
import { openboxes } from './openboxes/day.js';
import type { PackCase } from './pack-case.js';

/** Every pack that is tested with a day of its application on MariaDB. */
export const PACKS: readonly PackCase[] = [
  nordpos,
  greaterwms,
  modernwms,
  openboxes,
  genericLevel,
  genericLedger,
];
