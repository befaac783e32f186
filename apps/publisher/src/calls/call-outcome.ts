import type { CallEnd } from './call-end.js';
import type { Answer } from './record-answers.js';

export interface CallOutcome {
  readonly end: CallEnd;
  /** to be recorded; until then their listings are in flight */
  readonly answers: readonly Answer[];
}
