import type { GaugeQuery } from './gauge-query.js';

/** What keeps numbers from channels until somebody decides. One row a channel. */
export const CHANNELS: GaugeQuery = {
  name: 'channels',
  gauges: ['heldZeros', 'paused'],
  async ask(db, { channels }) {
    const rows = await db.query<{ channel: string; held: number; paused: number }[]>(
      `SELECT given.channel, coalesce(held, 0)::float8 AS held,
              (paused_at IS NOT NULL)::int AS paused
       FROM unnest($1::text[]) AS given (channel)
       LEFT JOIN channel_control AS control ON control.channel = given.channel
       LEFT JOIN mass_zero AS zeros
         ON zeros.channel = given.channel AND ended_at IS NULL AND confirmed_at IS NULL`,
      [Object.keys(channels)],
    );
    return {
      heldZeros: rows.map(({ channel, held }) => ({ labels: { channel }, value: held })),
      paused: rows.map(({ channel, paused }) => ({ labels: { channel }, value: paused })),
    };
  },
};
