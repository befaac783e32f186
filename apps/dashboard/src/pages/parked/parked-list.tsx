import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { parkedQuery } from '../../api/queries.js';
import { Failure } from '../../parts/failure.js';
import { Loading } from '../../parts/loading.js';
import { More } from '../../parts/more.js';
import { Notice } from '../../parts/notice.js';
import { Bulk } from './bulk.js';
import { ParkedMessage } from './parked-message.js';

interface ParkedListProps {
  readonly conditions: Readonly<Record<string, string>>;
  readonly total: number;
}

/** Messages that the filter admits, newest first, and what can be done with many of them. */
export function ParkedList({ conditions, total }: ParkedListProps) {
  const query = useInfiniteQuery({
    ...parkedQuery(conditions),
    placeholderData: keepPreviousData,
  });
  const [ticked, tick] = useState<ReadonlySet<string>>(new Set());
  if (query.error && !query.data) return <Failure what="What is parked" error={query.error} />;
  if (!query.data) return <Loading what="what is parked" />;
  const parked = query.data.pages.flatMap((page) => page.parked);
  if (parked.length === 0)
    return <Notice title="No message matches">Take a condition away to see more.</Notice>;
  const chosen = parked.filter(({ id, state }) => state === 'parked' && ticked.has(id));
  return (
    <>
      <Bulk
        chosen={chosen.map(({ id }) => id)}
        conditions={conditions}
        total={total}
        onDone={() => tick(new Set())}
      />
      <ul className="stack">
        {parked.map((message) => (
          <li key={message.id}>
            <ParkedMessage
              message={message}
              isChosen={ticked.has(message.id)}
              choose={(isChosen) => tick(withOne(ticked, message.id, isChosen))}
            />
          </li>
        ))}
      </ul>
      <More query={query} />
    </>
  );
}

function withOne(ids: ReadonlySet<string>, id: string, isIn: boolean): ReadonlySet<string> {
  const others = [...ids].filter((other) => other !== id);
  return new Set(isIn ? [...others, id] : others);
}
