import { useQuery } from '@tanstack/react-query';
import { useNews } from '../api/news.js';
import { statusQuery } from '../api/queries.js';
import { Notice } from '../parts/notice.js';
import { useNow } from '../time/clock.js';
import { clockTime, wholeSpan } from '../time/words.js';
import { connectionOf } from './connection-of.js';

/** Says that what is shown may no longer be true, and of when it is. */
export function StaleBanner() {
  const news = useNews();
  const now = useNow();
  const { data } = useQuery({ ...statusQuery, enabled: false });
  const state = connectionOf(news, now);
  if (state !== 'silent' && state !== 'trouble') return null;
  const silence = wholeSpan((now - (news.heardAt ?? now)) / 1000);
  const what =
    state === 'trouble' ? (news.trouble ?? '') : `No news from the server for ${silence}.`;
  return (
    <div className="stale-banner">
      <Notice title={what} tone="bad">
        {data
          ? `Showing what was true at ${clockTime(data.at)}.`
          : 'Nothing was heard before, so nothing can be shown.'}
      </Notice>
    </div>
  );
}
