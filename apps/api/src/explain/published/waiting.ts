import { z } from 'zod';
import type { ControlRow, HeldZerosRow, LeaseRow } from '../../channels/channel.queries.js';
import { iso, isoOrNull } from '../../format/instants.js';
import { instant } from '../../format/schemas.js';
import type { ListingState } from '../../items/item.schema.js';
import type { PublicationStep } from './step.js';

export const waitingSchema = z
  .object({
    for: z.enum(['pause', 'publisher', 'confirmation', 'breaker', 'correction', 'answer', 'limit']),
    since: instant.nullable(),
    until: instant.nullable().describe('null: nobody knows'),
    text: z.string(),
  })
  .meta({ id: 'WaitingFor' });

export type WaitingFor = z.infer<typeof waitingSchema>;

/** What is known of a channel beside its listings. */
export interface ChannelFacts {
  readonly control: ControlRow | undefined;
  readonly zeros: HeldZerosRow | undefined;
  readonly lease: LeaseRow | undefined;
  readonly now: Date;
}

/** What a number that is not shown yet waits for; null: it waits for nothing. */
export function waitingFor(
  listing: ListingState,
  steps: readonly PublicationStep[],
  facts: ChannelFacts,
): WaitingFor | null {
  const { desired, state } = listing;
  if (!desired || state === 'acknowledged' || state === 'unlisted') return null;
  if (state === 'rejected') return forCorrection(steps);
  return ofChannel(listing, facts) ?? ofListing(listing, steps);
}

function forCorrection(steps: readonly PublicationStep[]): WaitingFor {
  const rejected = steps.find(({ step }) => step === 'rejected');
  const text =
    'the marketplace refused the number; the next one is sent, or this one when somebody asks';
  return { for: 'correction', since: rejected?.at ?? null, until: null, text };
}

/** What holds up every listing of the channel, or its zeros. */
const ofChannel = (listing: ListingState, facts: ChannelFacts): WaitingFor | undefined =>
  forPause(facts) ?? forPublisher(facts) ?? forConfirmation(listing, facts) ?? forBreaker(facts);

function forPause({ control }: ChannelFacts): WaitingFor | undefined {
  if (!control?.paused_at) return undefined;
  const text = `the channel is paused: ${control.paused_because ?? ''}`;
  return { for: 'pause', since: iso(control.paused_at), until: null, text };
}

function forPublisher({ lease, now }: ChannelFacts): WaitingFor | undefined {
  if (lease && lease.expires_at >= now) return undefined;
  const text = 'no publisher serves the channel';
  return { for: 'publisher', since: isoOrNull(lease?.expires_at ?? null), until: null, text };
}

function forConfirmation(listing: ListingState, { zeros }: ChannelFacts): WaitingFor | undefined {
  if (!zeros || zeros.confirmed_at || !isFall(listing)) return undefined;
  const text = `${zeros.held} zeros wait for somebody to confirm them: ${zeros.cause}`;
  return { for: 'confirmation', since: iso(zeros.held_at), until: null, text };
}

function forBreaker({ control }: ChannelFacts): WaitingFor | undefined {
  if (!control?.failing_since) return undefined;
  return {
    for: 'breaker',
    since: iso(control.failing_since),
    until: isoOrNull(control.next_try_at),
    text: `${control.failures ?? 0} calls in a row got no good answer`,
  };
}

const isFall = ({ desired, acknowledged }: ListingState): boolean =>
  desired?.quantity === 0 && (acknowledged?.quantity ?? 0) > 0;

const ofListing = (listing: ListingState, [newest]: readonly PublicationStep[]): WaitingFor =>
  listing.state === 'unclear' ? forAnswer(listing, newest) : forTurn(listing, newest);

function forAnswer({ sent }: ListingState, newest: PublicationStep | undefined): WaitingFor {
  const text =
    newest?.step === 'accepted'
      ? 'accepted, and looked at until it is shown'
      : 'sent without a clear answer: it is read back before it is sent again';
  return { for: 'answer', since: newest?.at ?? sent?.at ?? null, until: null, text };
}

function forTurn({ desired }: ListingState, newest: PublicationStep | undefined): WaitingFor {
  const text =
    newest?.step === 'not_taken'
      ? `its turn to be sent again, after ${newest.code ?? 'no answer'}`
      : 'its turn under the limits of the account';
  return { for: 'limit', since: desired?.at ?? null, until: null, text };
}
