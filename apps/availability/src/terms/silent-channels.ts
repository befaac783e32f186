import type { Policy } from '#config';
import type { EntityManager } from 'typeorm';

/** Shorter silences are what any call may take. */
const LEAST_SECONDS = 60;
const MOST_DOUBLINGS = 17;

interface Row {
  readonly channel: string;
  readonly seconds: number;
}

/** Channels that answer nothing, by the publisher's breaker, and for how long. By the database's clock. */
const SILENT = `
  SELECT channel, extract(epoch FROM clock_timestamp() - failing_since)::float8 AS seconds
  FROM channel_control
  WHERE channel = ANY ($1) AND failing_since < clock_timestamp() - interval '${LEAST_SECONDS} seconds'`;

type Channels = Pick<Policy, 'channels'>;

/**
 * For how long another channel of the same stock has been silent, in seconds, in steps of powers of two, so
 * that numbers follow from it a few times in a day. Channels with a reckoned buffer only: a fixed one is
 * what somebody wanted it to be.
 */
export async function silentOthers(
  reader: Pick<EntityManager, 'query'>,
  { channels }: Channels,
): Promise<ReadonlyMap<string, number>> {
  const names = Object.keys(channels);
  const rows = await reader.query<Row[]>(SILENT, [names]);
  const silent = new Map(rows.map(({ channel, seconds }) => [channel, steppedUp(seconds)]));
  return silent.size === 0 ? silent : othersOf(channels, silent);
}

function othersOf(
  channels: Policy['channels'],
  silent: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> {
  const reckoned = Object.entries(channels).filter(([, { buffer }]) => typeof buffer === 'object');
  return new Map(
    reckoned.flatMap(([channel, { pool }]): [string, number][] => {
      const others = [...silent].filter(
        ([other]) => other !== channel && channels[other]?.pool.some((one) => pool.includes(one)),
      );
      const longest = Math.max(0, ...others.map(([, seconds]) => seconds));
      return longest > 0 ? [[channel, longest]] : [];
    }),
  );
}

const steppedUp = (seconds: number): number =>
  2 ** Math.min(MOST_DOUBLINGS, Math.ceil(Math.log2(seconds)));
