import { describe, expect, it } from 'vitest';
import { reportVerdicts } from './report-verdicts.js';

const error = (messageId: number | undefined, message: string, code?: string) => ({
  severity: 'ERROR' as const,
  message,
  ...(messageId !== undefined && { messageId }),
  ...(code !== undefined && { code }),
});
const verdicts = (
  issues: Parameters<typeof reportVerdicts>[0]['issues'],
  messagesAccepted: number,
  rows = 3,
) => reportVerdicts({ issues, summary: { messagesAccepted } }, rows);

const ACCEPTED = { outcome: 'accepted' };

describe('reportVerdicts', () => {
  it('finds each row by its message, and keeps the first error of several', () => {
    const issues = [error(2, 'no such SKU', '13013'), error(2, 'and more')];

    expect(verdicts(issues, 2)).toEqual([
      ACCEPTED,
      { outcome: 'rejected', code: '13013', reason: 'no such SKU' },
      ACCEPTED,
    ]);
  });

  it('takes warnings for what they are', () => {
    const warning = { severity: 'WARNING' as const, message: 'a picture is missing', messageId: 1 };

    expect(verdicts([warning], 3)).toEqual([ACCEPTED, ACCEPTED, ACCEPTED]);
  });

  it('cannot tell of any other row when fewer were accepted than have no error', () => {
    expect(verdicts([error(1, 'wrong')], 1)).toEqual([
      { outcome: 'rejected', code: 'INVALID', reason: 'wrong' },
      { outcome: 'unknown', reason: 'the processing report counts fewer messages than were sent' },
      { outcome: 'unknown', reason: 'the processing report counts fewer messages than were sent' },
    ]);
  });

  it('tells what is wrong with the feed as a whole', () => {
    expect(verdicts([error(undefined, 'The feed is malformed.')], 0, 1)).toEqual([
      { outcome: 'unknown', reason: 'The feed is malformed.' },
    ]);
  });
});
