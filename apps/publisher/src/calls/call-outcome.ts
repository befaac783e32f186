import type { Answer } from './record-answers.js';

/** How the marketplace is doing: `away` asks to leave it alone for a while. */
export type CallEnd = 'fine' | 'away';

export interface CallOutcome {
  readonly end: CallEnd;
  /** to be recorded; until then their listings are in flight */
  readonly answers: readonly Answer[];
}
