import type { RowVerdict } from '../port/push-result.js';
import type { ProcessingReport } from './answers.js';

/**
 * What a processing report says of each row. Messages that it accepted are still being applied, so none
 * is `applied`. It counts them without naming them: when it counts fewer than it has no error for, nobody
 * knows which ones are missing.
 */
export function reportVerdicts({ issues, summary }: ProcessingReport, rows: number): RowVerdict[] {
  const errors = issues.filter(({ severity }) => severity === 'ERROR');
  // The first one stays where a message has several.
  const byMessage = new Map(errors.toReversed().map((issue) => [issue.messageId, issue]));
  const named = [...byMessage.keys()].filter((id) => id !== undefined && id <= rows);
  const others: RowVerdict =
    summary.messagesAccepted >= rows - named.length
      ? { outcome: 'accepted' }
      : { outcome: 'unknown', reason: byMessage.get(undefined)?.message ?? MISSING };
  return Array.from({ length: rows }, (_, at): RowVerdict => {
    const issue = byMessage.get(at + 1);
    if (!issue) return others;
    return { outcome: 'rejected', code: issue.code ?? 'INVALID', reason: issue.message };
  });
}

const MISSING = 'the processing report counts fewer messages than were sent';
