import { nordpos } from './nordpos/day.js';
import type { PackCase } from './pack-case.js';

/** Every pack that is tested with a day of its application on MariaDB. */
export const PACKS: readonly PackCase[] = [nordpos];
