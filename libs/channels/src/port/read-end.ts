import type { NotNow, PushResult } from './push-result.js';

/** What a failed call means for a read, which changes nothing whatever became of it. */
export function readEnd(result: PushResult): NotNow {
  switch (result.kind) {
    case 'throttled':
    case 'unauthorized':
    case 'unavailable':
      return result;
    case 'refused':
    case 'unknown':
      return { kind: 'unavailable', reason: result.reason };
    case 'answered':
      throw new Error('a read has no verdicts');
  }
}
