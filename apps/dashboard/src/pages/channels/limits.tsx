import type { Pace } from '../../../../api/src/channels/pace.schema.js';
import type { Column } from '../../parts/column.js';
import { grouped } from '../../parts/count-words.js';
import { Meter } from '../../parts/meter.js';
import { Pill } from '../../parts/pill.js';
import { Table } from '../../parts/table.js';
import { span } from '../../time/words.js';
import { unitOf, whenFull } from './limit-words.js';

type Limit = Pace['limits'][number];

interface LimitsProps {
  readonly channel: string;
  readonly limits: readonly Limit[];
}

/** How much of each of the channel's limits is used, and when it is there again. */
export function Limits({ channel, limits }: LimitsProps) {
  if (limits.length === 0) return null;
  return (
    <div className="stack">
      <h3>Limits</h3>
      <Table
        caption={`Limits of ${channel}`}
        columns={COLUMNS}
        rows={limits}
        keyOf={({ id }) => id}
      />
    </div>
  );
}

const COLUMNS: readonly Column<Limit>[] = [
  {
    head: 'Limit',
    cell: ({ id, pausedMs }) => (
      <span className="row">
        {id}
        {pausedMs > 0 && <Pill tone="warn">asked to wait {span(pausedMs / 1000)}</Pill>}
      </span>
    ),
  },
  { head: 'Left', cell: (limit) => <Left limit={limit} /> },
  { head: 'All of it again', end: true, cell: whenFull },
  { head: 'Counts', wide: true, cell: ({ counts }) => counts.join(', ') },
  { head: 'Of', wide: true, cell: ({ scope }) => (scope === 'app' ? 'the whole app' : scope) },
];

function Left({ limit }: { readonly limit: Limit }) {
  const { id, left, capacity } = limit;
  if (capacity === null) return <>{left > 0 ? 'a call may start' : 'a call must wait'}</>;
  const text = `${grouped(Math.floor(left))} of ${grouped(capacity)} ${unitOf(limit)}`;
  return (
    <>
      <span className="number">{text}</span>
      <Meter part={left} of={capacity} label={`${id}: ${text} left`} />
    </>
  );
}
