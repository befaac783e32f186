/** What one check found. */
export interface Finding {
  /** what was looked at, such as `source pos` */
  readonly area: string;
  readonly check: string;
  /** skipped: something else must be mended before this can be told */
  readonly state: 'ok' | 'failed' | 'skipped';
  readonly found: string;
  readonly expected: string | null;
  /** the exact statement or command where there is one */
  readonly mend: string | null;
}

export type CheckResult = Omit<Finding, 'area'>;

export interface Remedy {
  readonly found: string;
  readonly expected: string;
  readonly mend: string;
}

export const ok = (check: string, found: string): CheckResult => ({
  check,
  state: 'ok',
  found,
  expected: null,
  mend: null,
});

export const failed = (check: string, remedy: Remedy): CheckResult => ({
  check,
  state: 'failed',
  ...remedy,
});

export const skipped = (check: string, why: string): CheckResult => ({
  check,
  state: 'skipped',
  found: why,
  expected: null,
  mend: null,
});

/** What a check throws to end its area with one failed finding. */
export class AreaFailure extends Error {
  override name = 'AreaFailure';

  constructor(readonly result: CheckResult) {
    super(result.found);
  }
}
