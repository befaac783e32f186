import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CLAIM_COMMANDS, stepClaim, type ClaimCommand, type ClaimStanding } from './claim-state.js';
import { PATIENCE_MS, RUNS } from '../../../../test/support/property-runs.js';

const at = (second: number): Date => new Date(second * 1000);
const active = (expires = 60): ClaimStanding => ({ state: 'active', expiresAt: at(expires) });
const moved = (to: string) => ({ kind: 'moved', to });

const HOLDING: readonly string[] = ['active', 'committed'];

/** Leads a claim through commands. @returns how often it ended, and whether anything came after that */
function liveOf(expires: number, given: readonly { command: ClaimCommand; after: number }[]) {
  let claim = active(expires);
  let second = 0;
  let ends = 0;
  let afterEnd = false;
  for (const { command, after } of given) {
    second += after;
    const step = stepClaim(claim, command, at(second));
    if (step.kind !== 'moved') continue;
    afterEnd ||= !HOLDING.includes(claim.state);
    claim = { ...claim, state: step.to };
    ends += HOLDING.includes(step.to) ? 0 : 1;
  }
  return { state: claim.state, ends, afterEnd };
}

describe('stepClaim', () => {
  it.each([
    ['extend', moved('active')],
    ['commit', moved('committed')],
    ['release', moved('released')],
    ['expire', { kind: 'unchanged' }],
    ['absorb', moved('absorbed')],
    ['give_up', { kind: 'unchanged' }],
  ] as const)('%s of an active claim', (command, step) => {
    expect(stepClaim(active(), command, at(59))).toEqual(step);
  });

  it.each([
    ['extend', { kind: 'refused' }],
    ['commit', { kind: 'readmit' }],
    ['release', moved('expired')],
    ['expire', moved('expired')],
    ['absorb', moved('absorbed')],
    ['give_up', { kind: 'unchanged' }],
  ] as const)("%s at the very moment of expiry, by the hub's clock", (command, step) => {
    expect(stepClaim(active(), command, at(60))).toEqual(step);
  });

  it('commits once, and a committed claim never expires', () => {
    const committed: ClaimStanding = { state: 'committed', expiresAt: at(60) };
    expect(stepClaim(committed, 'commit', at(99))).toEqual({ kind: 'unchanged' });
    expect(stepClaim(committed, 'expire', at(99))).toEqual({ kind: 'unchanged' });
  });

  it(
    'ends every claim exactly once, whatever comes in whatever order',
    () => {
      const commands = fc.array(
        fc.record({ command: fc.constantFrom<ClaimCommand>(...CLAIM_COMMANDS), after: fc.nat(40) }),
        { maxLength: 12 },
      );
      const claims = fc.array(fc.record({ expires: fc.integer({ min: 1, max: 90 }), commands }), {
        maxLength: 5,
      });
      fc.assert(
        fc.property(claims, (made) => {
          const lives = made.map(({ expires, commands: given }) => liveOf(expires, given));
          const ended = lives.filter(({ ends }) => ends === 1).length;
          const holding = lives.filter(({ state }) => HOLDING.includes(state)).length;
          expect(lives.filter(({ ends, afterEnd }) => ends > 1 || afterEnd)).toEqual([]);
          expect(ended + holding).toBe(made.length);
        }),
        { numRuns: RUNS },
      );
    },
    PATIENCE_MS,
  );
});
