import { nearest, type ChannelPolicy, type Policy } from '#config';
import { unknownChannel } from '../http/problem.js';

/** @throws ProblemException 404, naming the nearest channel */
export function findChannel({ channels }: Pick<Policy, 'channels'>, id: string): ChannelPolicy {
  const found = Object.hasOwn(channels, id) ? channels[id] : undefined;
  if (found) return found;
  throw unknownChannel(id, nearest(id, Object.keys(channels)));
}
