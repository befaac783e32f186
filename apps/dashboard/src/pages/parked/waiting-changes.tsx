import { useInfiniteQuery } from '@tanstack/react-query';
import type { Waiting } from '../../../../api/src/waiting/waiting.schema.js';
import { waitingQuery } from '../../api/queries.js';
import { Failure } from '../../parts/failure.js';
import { Loading } from '../../parts/loading.js';
import { More } from '../../parts/more.js';
import type { Column } from '../../parts/column.js';
import { Table } from '../../parts/table.js';
import { Age } from '../../time/age.js';

/** Changes whose reference row has not come; they are applied when it does. */
export function WaitingChanges() {
  const query = useInfiniteQuery(waitingQuery);
  if (query.error && !query.data) return <Failure what="What waits" error={query.error} />;
  if (!query.data) return <Loading what="what waits" lines={2} />;
  const waiting = query.data.pages.flatMap((page) => page.waiting);
  if (waiting.length === 0) return <p className="muted">Nothing waits.</p>;
  return (
    <>
      <Table
        caption="Changes that wait for a reference, oldest first"
        columns={COLUMNS}
        rows={waiting}
        keyOf={({ topic, partition, offset }) => `${topic} ${partition} ${offset}`}
      />
      <More query={query} />
    </>
  );
}

const COLUMNS: readonly Column<Waiting>[] = [
  { head: 'Waits for', cell: ({ awaits }) => <code className="break">{awaits}</code> },
  { head: 'Why', wide: true, cell: ({ reason }) => reason },
  { head: 'Source', cell: ({ source }) => source },
  {
    head: 'Message',
    wide: true,
    cell: ({ topic, partition, offset }) => `${topic} ${partition}/${offset}`,
  },
  { head: 'Since', end: true, cell: ({ waitingSince }) => <Age at={waitingSince} /> },
];
