import { describe, expect, it } from 'vitest';
import { HeldLines } from './held-lines.js';
import {
  addCounts,
  countsOf,
  isSuccess,
  NOTHING,
  summary,
  type VitestReport,
} from './test-counts.js';

const report = (over: Partial<VitestReport>): VitestReport => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
  ...over,
});

describe('countsOf', () => {
  it('counts what passed, failed and was skipped', () => {
    const found = report({ numPassedTests: 3, numFailedTests: 1, numPendingTests: 2 });
    expect(countsOf(found, 1)).toEqual({ passed: 3, failed: 1, skipped: 2 });
  });

  it('counts a file that did not load as a failure', () => {
    const broken = { status: 'failed', assertionResults: [] };
    expect(countsOf(report({ testResults: [broken] }), 1).failed).toBe(1);
  });

  it('does not count a file twice whose tests failed', () => {
    const file = { status: 'failed', assertionResults: [{ status: 'failed' }] };
    expect(countsOf(report({ numFailedTests: 1, testResults: [file] }), 1).failed).toBe(1);
  });

  it('believes the exit code when the report shows no failure, or there is none', () => {
    expect(countsOf(report({ numPassedTests: 3 }), 1).failed).toBe(1);
    expect(countsOf(undefined, 1).failed).toBe(1);
  });
});

describe('the last line', () => {
  it('names the skipped ones only if there are any', () => {
    expect(summary({ passed: 412, failed: 0, skipped: 0 })).toBe('412 passed, 0 failed');
    expect(summary({ passed: 412, failed: 1, skipped: 2 })).toBe('412 passed, 1 failed, 2 skipped');
  });

  it('is a success only if something ran', () => {
    expect(isSuccess(NOTHING)).toBe(false);
    expect(isSuccess(addCounts(NOTHING, { passed: 1, failed: 0, skipped: 0 }))).toBe(true);
    expect(isSuccess({ passed: 9, failed: 1, skipped: 0 })).toBe(false);
  });
});

describe('HeldLines', () => {
  it('keeps lines back during a work, and only then', async () => {
    const written: string[] = [];
    const lines = new HeldLines((line) => written.push(line));
    lines.add('before');
    await lines.heldDuring(
      (async () => {
        await Promise.resolve();
        lines.add('during');
        expect(written).toEqual(['before']);
      })(),
    );
    expect(written).toEqual(['before', 'during']);
  });
});
