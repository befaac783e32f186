import type { StatusChange } from '../../../api/src/live/live.schema.js';
import type { Status } from '../../../api/src/status/status.schema.js';

type Part = Exclude<keyof Status, 'at'>;

const PARTS: readonly Part[] = [
  'policyVersion',
  'state',
  'sources',
  'stages',
  'waiting',
  'parked',
  'channels',
  'alerts',
];

/**
 * A status after a change. What the server did not repeat is as it was, only older: ages that are no
 * instants grow by the time between.
 *
 * @returns undefined while parts are missing, which the first change of a stream brings all of
 */
export function applyChange(known: Status | undefined, change: StatusChange): Status | undefined {
  if (!known) return isWhole(change) ? change : undefined;
  const passed = (Date.parse(change.at) - Date.parse(known.at)) / 1000;
  const merged: Status = { ...known, ...(change as Partial<Status>) };
  return change.channels ? merged : { ...merged, channels: known.channels.map(older(passed)) };
}

const isWhole = (change: StatusChange): change is StatusChange & Status =>
  PARTS.every((part) => change[part] !== undefined);

const older =
  (seconds: number) =>
  (channel: Status['channels'][number]): Status['channels'][number] => {
    const { oldestUnacknowledgedAgeSeconds: age } = channel;
    return age === null
      ? channel
      : { ...channel, oldestUnacknowledgedAgeSeconds: Math.max(0, age + seconds) };
  };
