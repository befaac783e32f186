import type { ChannelPolicy } from './channel-policy.schema.js';
import type { Policy } from './policy.js';

/**
 * Whether what a source says of a location's stock is what counts there: the source that is declared first.
 * What stands in for it meanwhile is the availability stage's to know.
 */
export function isAuthority(
  { locations }: Pick<Policy, 'locations'>,
  location: string,
  source: string,
): boolean {
  const declared = locations[location];
  return (declared?.precedence.available_base?.[0] ?? declared?.source) === source;
}

/** A channel's document as the authority calls it. */
export const authorityDocument = (
  { reservation }: Pick<ChannelPolicy, 'reservation'>,
  { type, id }: { readonly type: string; readonly id: string },
) => ({ type, id: `${reservation.orderPrefix}${id}` });
