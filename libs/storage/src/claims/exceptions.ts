import { formatQuantity } from '#domain';
import type { DecidedCall } from './claim-call.js';
import type { Db } from './db.js';

type ClaimExceptionKind = 'unmatched' | 'commit_refused' | 'order_short';

/** What somebody must hear about: an order exists, or may exist, that the stock here does not answer for. */
interface Raised {
  readonly kind: ClaimExceptionKind;
  readonly channel: string;
  readonly claim: string | null;
  readonly order_type: string;
  readonly order_id: string;
  readonly detail: string;
}

/** An order that was refused again raises nothing new; one that was had in full after all settles it. */
const RAISE = `
  WITH resolved AS (
    UPDATE claim_exception AS e SET resolved_at = now()
    FROM unnest($2::text[], $3::text[], $4::text[]) AS had (channel, order_type, order_id)
    WHERE e.resolved_at IS NULL AND e.kind <> 'unmatched' AND e.channel = had.channel
      AND e.order_type = had.order_type AND e.order_id = had.order_id)
  INSERT INTO claim_exception (kind, channel, claim, order_type, order_id, detail, raised_at)
  SELECT kind, channel, claim, order_type, order_id, detail, now()
  FROM jsonb_populate_recordset(NULL::claim_exception, $1::jsonb)
  ON CONFLICT DO NOTHING`;

/** Orders that could not be had in full, and expired claims that could not be had again. */
export async function settleExceptions(db: Db, decided: readonly DecidedCall[]): Promise<void> {
  const binding = decided.filter(({ call }) => call.kind === 'order' || call.readmits !== null);
  if (binding.length === 0) return;
  const had = binding.filter(({ outcome }) => outcome.kind === 'admitted' && isFull(outcome));
  const orders = had.flatMap(({ call: { channel, order } }) => (order ? [{ channel, order }] : []));
  await db.query(RAISE, [
    JSON.stringify(binding.flatMap(exceptionOf)),
    orders.map(({ channel }) => channel),
    orders.map(({ order }) => order.type),
    orders.map(({ order }) => order.id),
  ]);
}

const isFull = ({ short }: { readonly short: readonly unknown[] }): boolean => short.length === 0;

function exceptionOf({ call, outcome }: DecidedCall): Raised[] {
  const detail = troubleOf(outcome);
  if (detail === null || call.order === null) return [];
  return [
    {
      kind: call.readmits === null ? 'order_short' : 'commit_refused',
      channel: call.channel,
      claim: outcome.kind === 'admitted' ? call.id : call.readmits,
      order_type: call.order.type,
      order_id: call.order.id,
      detail,
    },
  ];
}

function troubleOf(outcome: DecidedCall['outcome']): string | null {
  if (outcome.kind === 'order_known' || outcome.kind === 'too_many') return null;
  if (outcome.kind === 'unknown_item') return `no stock has been seen for ${outcome.sku}`;
  if (isFull(outcome)) return null;
  return outcome.short
    .map(
      ({ sku, location, wanted, claimable }) =>
        `${formatQuantity(wanted)} of ${sku}${location === null ? '' : ` at ${location}`} wanted, ${formatQuantity(claimable)} there`,
    )
    .join('; ');
}
