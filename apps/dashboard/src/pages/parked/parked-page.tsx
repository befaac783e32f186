import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import type { ParkedGroups } from '../../../../api/src/parked/parked.schema.js';
import { parkedGroupsQuery } from '../../api/queries.js';
import { Card } from '../../parts/card.js';
import { grouped } from '../../parts/count-words.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { Shown } from '../../parts/shown.js';
import { ParkedFilter } from './parked-filter.js';
import { ParkedList } from './parked-list.js';
import { WaitingChanges } from './waiting-changes.js';

const CONDITIONS = ['code', 'source', 'key', 'olderHours'];

/** Messages that can never work as they are, and changes that wait for a reference. */
export function ParkedPage() {
  const query = useQuery(parkedGroupsQuery);
  return (
    <Page
      title="Parked"
      lead="A message that can never work is set aside, and the messages beside it go on. When its row changes again, the new change takes its place."
    >
      <Shown query={query} what="What is parked">
        {({ groups }) =>
          groups.length === 0 ? (
            <Notice title="Nothing is parked" tone="ok" />
          ) : (
            <Parked groups={groups} />
          )
        }
      </Shown>
      <Card title="Waiting for a reference">
        <WaitingChanges />
      </Card>
    </Page>
  );
}

function Parked({ groups }: ParkedGroups) {
  const [parameters, setParameters] = useSearchParams();
  const conditions = Object.fromEntries(
    [...parameters].filter(([name, value]) => CONDITIONS.includes(name) && value !== ''),
  );
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <Card title="Which" aside={<span className="small muted">{grouped(total)} in all</span>}>
        <ParkedFilter
          codes={[...new Set(groups.map(({ code }) => code))].sort()}
          conditions={conditions}
          become={(next) => setParameters(new URLSearchParams(next), { replace: true })}
        />
      </Card>
      <ParkedList conditions={conditions} total={total} />
    </>
  );
}
