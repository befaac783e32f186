import { useInfiniteQuery } from '@tanstack/react-query';
import { parkedQuery } from '../../api/queries.js';
import { Card } from '../../parts/card.js';
import { Failure } from '../../parts/failure.js';
import { Loading } from '../../parts/loading.js';
import { More } from '../../parts/more.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { ParkedMessage } from './parked-message.js';
import { WaitingChanges } from './waiting-changes.js';

/** Messages that can never work as they are, and changes that wait for a reference. */
export function ParkedPage() {
  return (
    <Page
      title="Parked"
      lead="A message that can never work is set aside, and the messages beside it go on. When its row changes again, the new change takes its place."
    >
      <Parked />
      <Card title="Waiting for a reference">
        <WaitingChanges />
      </Card>
    </Page>
  );
}

function Parked() {
  const query = useInfiniteQuery(parkedQuery);
  if (query.error && !query.data) return <Failure what="What is parked" error={query.error} />;
  if (!query.data) return <Loading what="what is parked" />;
  const parked = query.data.pages.flatMap((page) => page.parked);
  if (parked.length === 0) return <Notice title="Nothing is parked" tone="ok" />;
  return (
    <>
      <ul className="stack">
        {parked.map((message) => (
          <li key={message.id}>
            <ParkedMessage message={message} />
          </li>
        ))}
      </ul>
      <More query={query} />
    </>
  );
}
