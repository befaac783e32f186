import type { FindStep, JournalEntry } from './journal.js';
import type { Step } from './step.js';

/** A pretend legacy application at its database. */
export interface LegacySystem<S extends Step> {
  /** the seed that its data were installed with */
  seed(): Promise<string>;
  /** the last step in its journal, -1 before the first */
  lastOrdinal(): Promise<number>;
  find: FindStep;
  /** Writes the step and its journal entry in one transaction. */
  write(step: S, ordinal: number, find: FindStep): Promise<JournalEntry>;
  close(): Promise<void>;
}
