import { useQuery } from '@tanstack/react-query';
import type { Pace } from '../../../../api/src/channels/pace.schema.js';
import { paceQuery } from '../../api/queries.js';
import { Failure } from '../../parts/failure.js';
import { Loading } from '../../parts/loading.js';
import { Lanes } from './lanes.js';
import { Limits } from './limits.js';

/** What waits in which lane, and what the channel's limits leave. */
export function PaceOf({ channel }: { readonly channel: string }) {
  const query = useQuery(paceQuery(channel));
  if (query.error && !query.data) return <Failure what="Lanes and limits" error={query.error} />;
  if (!query.data) return <Loading what="lanes and limits" lines={2} />;
  const { toldAt, lanes, limits }: Pace = query.data;
  if (toldAt === null)
    return <p className="muted">No publisher has told of lanes and limits yet.</p>;
  return (
    <>
      <Lanes channel={channel} lanes={lanes} />
      <Limits channel={channel} limits={limits} />
    </>
  );
}
