import type { DataSource } from 'typeorm';
import type { Word } from './word.js';

const SELECT = `
  SELECT wanted.channel,
         coalesce(control.paused_at IS NOT NULL, false) AS "isPaused",
         EXISTS (SELECT FROM mass_zero AS hold WHERE hold.channel = wanted.channel
                 AND hold.ended_at IS NULL AND hold.confirmed_at IS NOT NULL) AS "isConfirmed",
         coalesce((SELECT json_agg(json_build_object('id', request.id::text, 'kind', request.kind,
                                                     'skus', request.skus) ORDER BY request.id)
                   FROM channel_request AS request
                   WHERE request.channel = wanted.channel AND request.taken_at IS NULL), '[]') AS requests
  FROM unnest($1::text[]) AS wanted (channel)
  LEFT JOIN channel_control AS control USING (channel)`;

/** What people have said of these channels. */
export const readWords = (dataSource: DataSource, channels: readonly string[]): Promise<Word[]> =>
  dataSource.query<Word[]>(SELECT, [channels]);

/** Requests that were carried out. */
export async function takeRequests(dataSource: DataSource, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await dataSource.query('UPDATE channel_request SET taken_at = now() WHERE id = ANY ($1)', [ids]);
}
