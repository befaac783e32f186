import { ASSUMED_LAG, measuredLag, type ChannelTerms } from '#domain';
import type { EntityManager } from 'typeorm';

/** How far back acknowledgements tell of a channel's lag now. */
const WINDOW = '15 minutes';

/** Newest samples per channel: enough for a 95th percentile, few enough to read often. */
const MOST_SAMPLES = 500;

interface SampleRow {
  readonly channel: string;
  readonly samples: readonly number[] | null;
}

/** Seconds from a change's commit in its source to the channel's acknowledgement, by channel. */
const SAMPLES = `
  SELECT wanted.channel, (
    SELECT array_agg(found.seconds) FROM (
      SELECT extract(epoch FROM p.acknowledged_at - p.recorded_at)::float8 AS seconds
      FROM publication AS p
      WHERE p.channel = wanted.channel AND p.acknowledged_at > $2::timestamptz - interval '${WINDOW}'
        AND p.recorded_at IS NOT NULL
      ORDER BY p.acknowledged_at DESC LIMIT ${MOST_SAMPLES}) AS found) AS samples
  FROM unnest($1::text[]) AS wanted (channel)`;

/**
 * Every channel's lag as its newest acknowledgements show it, in steps. A channel without enough of them
 * keeps what was known.
 *
 * @param previous the terms before, which the steps are held against
 */
export async function channelLags(
  reader: Pick<EntityManager, 'query'>,
  channels: readonly string[],
  previous: Readonly<Record<string, ChannelTerms>>,
  now: Date,
): Promise<Readonly<Record<string, ChannelTerms>>> {
  const rows = await reader.query<SampleRow[]>(SAMPLES, [channels, now]);
  const lags = rows.map(({ channel, samples }) => [
    channel,
    measuredLag(samples ?? [], previous[channel] ?? ASSUMED_LAG),
  ]);
  return Object.fromEntries(lags) as Readonly<Record<string, ChannelTerms>>;
}
