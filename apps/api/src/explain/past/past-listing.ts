import { iso } from '../../format/instants.js';
import type { ListingState } from '../../items/item.schema.js';
import type { StepRow } from '../published/step.queries.js';
import type { MomentRow } from './moment.queries.js';

/** What a listing should show, had been told and had answered by then, from the steps that are kept. */
export function pastListing(
  channel: string,
  moment: MomentRow,
  standing: readonly StepRow[],
  newest: StepRow | undefined,
): ListingState {
  const own = standing.filter((row) => row.channel === channel);
  const sent = own.find(({ step }) => step === 'sent');
  const acknowledged = own.find(({ step }) => step !== 'sent');
  const quantity = moment.channels[channel];
  const isRejected = newest?.step === 'rejected';
  return {
    channel,
    desired:
      quantity === undefined
        ? null
        : { quantity, version: Number(moment.version), at: iso(moment.applied_at), offer: null },
    sent: numberOf(sent),
    acknowledged: acknowledged ? { ...numberOf(acknowledged), recordedAt: null } : null,
    rejected: isRejected ? { code: newest.code ?? '', reason: newest.reason } : null,
    state: stateOf({ quantity, sent, acknowledged, isRejected }),
  };
}

interface Told {
  readonly quantity: number | undefined;
  readonly sent: StepRow | undefined;
  readonly acknowledged: StepRow | undefined;
  readonly isRejected: boolean;
}

function stateOf(told: Told): ListingState['state'] {
  const { quantity, sent, acknowledged, isRejected } = told;
  if (quantity === undefined) return 'pending';
  if (isRejected) return sent?.quantity === quantity ? 'rejected' : 'pending';
  if (sent && !isAnswered(sent, acknowledged)) return 'unclear';
  return acknowledged?.quantity === quantity ? 'acknowledged' : 'pending';
}

const isAnswered = (sent: StepRow, acknowledged: StepRow | undefined): boolean =>
  acknowledged !== undefined && Number(acknowledged.version) >= Number(sent.version);

function numberOf(row: StepRow): NonNullable<ListingState['sent']>;
function numberOf(row: StepRow | undefined): ListingState['sent'];
function numberOf(row: StepRow | undefined): ListingState['sent'] {
  if (!row) return null;
  const { at, quantity, version } = row;
  return { quantity, version: Number(version), at: iso(at), offer: null };
}
