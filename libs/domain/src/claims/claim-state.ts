/**
 * `active`: holds units until it expires. `committed`: an order holds them until the authority shows it.
 * The others have ended, each for good: `released` by the channel, `expired` by the hub's clock, `absorbed`
 * since the authority's own stock has fallen by it, `exception` since the authority never showed it.
 */
export const CLAIM_STATES = [
  'active',
  'committed',
  'released',
  'expired',
  'absorbed',
  'exception',
] as const;

export type ClaimState = (typeof CLAIM_STATES)[number];

export const CLAIM_COMMANDS = [
  'extend',
  'commit',
  'release',
  'expire',
  'absorb',
  'give_up',
] as const;

/** `absorb`: the authority shows the whole order. `give_up`: nobody waits for the authority any longer. */
export type ClaimCommand = (typeof CLAIM_COMMANDS)[number];

export interface ClaimStanding {
  readonly state: ClaimState;
  /** null: does not expire */
  readonly expiresAt: Date | null;
}

/**
 * `unchanged`: what was asked for is so already. `readmit`: it expired before it was committed, so its
 * units must be admitted anew. `refused`: its state allows no such thing.
 */
export type ClaimStep =
  | { readonly kind: 'moved'; readonly to: ClaimState }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'readmit' }
  | { readonly kind: 'refused' };

const UNCHANGED: ClaimStep = { kind: 'unchanged' };
const REFUSED: ClaimStep = { kind: 'refused' };
const to = (state: ClaimState): ClaimStep => ({ kind: 'moved', to: state });

type Row = Readonly<Record<ClaimState, ClaimStep>>;

const STEPS: Readonly<Record<ClaimCommand, Row>> = {
  extend: {
    active: to('active'),
    committed: REFUSED,
    released: REFUSED,
    expired: REFUSED,
    absorbed: REFUSED,
    exception: REFUSED,
  },
  commit: {
    active: to('committed'),
    committed: UNCHANGED,
    released: REFUSED,
    expired: { kind: 'readmit' },
    absorbed: UNCHANGED,
    exception: REFUSED,
  },
  release: {
    active: to('released'),
    committed: to('released'),
    released: UNCHANGED,
    expired: UNCHANGED,
    absorbed: REFUSED,
    exception: REFUSED,
  },
  expire: ended(UNCHANGED),
  absorb: { ...ended(UNCHANGED), active: to('absorbed'), committed: to('absorbed') },
  give_up: { ...ended(UNCHANGED), committed: to('exception') },
};

function ended(step: ClaimStep): Row {
  const entries = CLAIM_STATES.map((state) => [state, step]);
  return Object.fromEntries(entries) as Row;
}

/** Whether an active claim is past its expiry. */
export const isDue = ({ state, expiresAt }: ClaimStanding, now: Date): boolean =>
  state === 'active' && expiresAt !== null && expiresAt.getTime() <= now.getTime();

/**
 * What a command does to a claim. For the channel a claim that is due has expired, whether or not that has
 * been written down; the authority's own stock, which fell by it, outweighs the clock.
 *
 * @param now the hub's clock
 */
export function stepClaim(claim: ClaimStanding, command: ClaimCommand, now: Date): ClaimStep {
  if (!isDue(claim, now) || command === 'absorb') return STEPS[command][claim.state];
  if (command === 'expire' || command === 'release') return to('expired');
  return STEPS[command].expired;
}
