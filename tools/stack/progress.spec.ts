import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Progress } from './progress.js';

describe('Progress', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('puts the seconds since the start before each line', async () => {
    const lines: string[] = [];
    const progress = new Progress((line) => lines.push(line));
    await vi.advanceTimersByTimeAsync(12_340);
    progress.line('kafka: ready');
    expect(lines).toEqual(['[ 12.3 s] kafka: ready']);
  });

  it('says every few seconds that a work goes on, until it ends', async () => {
    const lines: string[] = [];
    const progress = new Progress((line) => lines.push(line));
    let files = 0;
    const work = new Promise<string>((resolve) => setTimeout(resolve, 12_000, 'done'));
    const result = progress.during(work, () => `${(files += 10)} files`);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await result).toBe('done');
    expect(lines).toEqual(['[  5.0 s] 10 files', '[ 10.0 s] 20 files']);
  });
});
