import { suggest } from '#config';
import type { Step } from '#plan';
import { CommandError } from '../command.js';

/** Which steps may lose something: all, or those named. */
export type Approval = 'all' | readonly string[];

/**
 * @throws CommandError naming each step that would lose something and is not approved, and what it would
 *   lose; or an approved step that the plan does not have
 */
export function refuseUnapproved(steps: readonly Step[], approval: Approval): void {
  const losing = steps.filter(({ loses }) => loses.length > 0);
  if (approval === 'all') return;
  checkNames(losing, approval);
  const refused = losing.filter(({ id }) => !approval.includes(id));
  if (refused.length === 0) return;
  const count = refused.length === 1 ? '1 step' : `${refused.length} steps`;
  throw new CommandError(
    [
      `${count} would lose something, so nothing was done:`,
      ...refused.flatMap(({ id, loses }) => loses.map((loss) => `  ${id}: ${loss}`)),
      `Approve every one with --approve, or each by its name: --approve ${refused[0]?.id ?? ''}`,
    ].join('\n'),
  );
}

function checkNames(losing: readonly Step[], approved: readonly string[]): void {
  const names = losing.map(({ id }) => id);
  for (const name of approved.filter((each) => !names.includes(each))) {
    const known = names.length === 0 ? 'no step needs approval' : `those are ${names.join(', ')}`;
    const hint = suggest(name, names) ?? known;
    throw new CommandError(`--approve ${name}: no step of that name would lose anything; ${hint}`);
  }
}
