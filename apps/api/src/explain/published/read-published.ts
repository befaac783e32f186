import { controls, heldZeros, leases } from '../../channels/channel.queries.js';
import type { Db } from '../../database/read-database.js';
import type { ListingState } from '../../items/item.schema.js';
import { newestSteps } from './step.queries.js';
import { toStep, type PublicationStep } from './step.js';
import { waitingFor, type WaitingFor } from './waiting.js';

/** Steps that are told of each listing. */
export const MOST_STEPS = 20;

export interface Published {
  readonly steps: PublicationStep[];
  readonly waiting: WaitingFor | null;
}

/** What became of an item's numbers on its channels, and what those wait for that are not shown. */
export async function readPublished(
  db: Db,
  sku: string,
  listings: readonly ListingState[],
): Promise<(listing: ListingState) => Published> {
  const channels = listings.map(({ channel }) => channel);
  const [rows, said, held, owners] = await Promise.all([
    newestSteps(db, channels, sku, null, MOST_STEPS),
    controls(db),
    heldZeros(db),
    leases(db),
  ]);
  const now = new Date();
  return (listing) => {
    const isHere = (row: { readonly channel: string }) => row.channel === listing.channel;
    const steps = rows.filter(isHere).map(toStep);
    const facts = {
      control: said.find(isHere),
      zeros: held.find(isHere),
      lease: owners.find(isHere),
      now,
    };
    return { steps, waiting: waitingFor(listing, steps, facts) };
  };
}
