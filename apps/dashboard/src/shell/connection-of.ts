import type { News } from '../api/news.js';

/** The server speaks every five seconds at least. */
export const SILENT_MS = 20_000;

/**
 * `live`: events come; `asking`: they do not, and the status is asked for; `trouble`: the server answers
 * and its database does not; `silent`: nothing was heard for 20 s.
 */
export type ConnectionState = 'connecting' | 'live' | 'asking' | 'trouble' | 'silent';

export function connectionOf(news: News, now: number): ConnectionState {
  if (news.heardAt === null) return 'connecting';
  if (now - news.heardAt > SILENT_MS) return 'silent';
  if (news.trouble !== null) return 'trouble';
  return news.isStreaming ? 'live' : 'asking';
}
