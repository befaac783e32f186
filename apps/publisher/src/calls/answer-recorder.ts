import type { Desk } from './desk.js';
import { recordAnswers, type Answer } from './record-answers.js';

const MOST_CALLS_BEHIND = 8;

/** Records answers beside the calls that go on: what has gathered meanwhile is recorded in one go. */
export class AnswerRecorder {
  private waiting: Answer[] = [];
  private recording: Promise<void> | undefined;

  constructor(private readonly desk: Desk) {}

  /** Whether calls should wait until more of the answers that are here were recorded. */
  get isBehind(): boolean {
    return this.waiting.length >= MOST_CALLS_BEHIND * this.desk.rowsPerCall;
  }

  /**
   * Ends once these answers are recorded. Until then their listings are in flight.
   *
   * @throws LeaseLostError, or the last failure once the process is stopping
   */
  record(answers: readonly Answer[], signal: AbortSignal): Promise<void> {
    this.waiting.push(...answers);
    this.recording ??= this.recordAll(signal).finally(() => {
      this.recording = undefined;
    });
    return this.recording;
  }

  private async recordAll(signal: AbortSignal): Promise<void> {
    while (this.waiting.length > 0) {
      const answers = this.waiting;
      this.waiting = [];
      await recordAnswers(this.desk, answers, signal);
    }
  }
}
