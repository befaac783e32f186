import { failed, ok, type CheckResult } from './finding.js';

/** Times of different machines are compared where sources meet: drift must stay below what matters. */
const LARGEST_DRIFT_MS = 5_000;

/**
 * Compares a server's clock with ours; a slow answer counts half its time as doubt.
 *
 * @param ask the server's clock, milliseconds since 1970
 */
export async function checkClock(ask: () => Promise<number>): Promise<CheckResult> {
  const before = Date.now();
  const server = await ask();
  const after = Date.now();
  const drift = Math.round(server - (before + after) / 2);
  const doubt = Math.ceil((after - before) / 2);
  const found = `${drift} ms from ours (± ${doubt} ms)`;
  if (Math.abs(drift) - doubt <= LARGEST_DRIFT_MS) return ok('clock', found);
  return failed('clock', {
    found,
    expected: `at most ${LARGEST_DRIFT_MS} ms`,
    mend: 'let both machines follow the same time servers (chrony or systemd-timesyncd)',
  });
}
