import type { Pace } from '../../../../api/src/channels/pace.schema.js';
import type { Column } from '../../parts/column.js';
import { grouped } from '../../parts/count-words.js';
import { ItemLink } from '../../parts/item-link.js';
import { Table } from '../../parts/table.js';
import { Age } from '../../time/age.js';

type Lane = Pace['lanes'][number];

const WORDS: Readonly<Record<Lane['lane'], string>> = {
  to_zero: 'To zero',
  low_and_falling: 'Low and falling',
  back_in_stock: 'Back in stock',
  large_change: 'Large change',
  rest: 'All other changes',
  alone: 'By itself, after a refused call',
  resting: 'Resting: written too often lately',
  in_flight: 'In a call now',
  unclear: 'No clear answer: being looked at',
  pending: 'Accepted, not seen applied yet',
  unchanged: 'Same number: needs no call',
};

interface LanesProps {
  readonly channel: string;
  readonly lanes: readonly Lane[];
}

/** How many listings wait in each lane, and since when; those served first come first. */
export function Lanes({ channel, lanes }: LanesProps) {
  return (
    <div className="stack">
      <h3>Lanes</h3>
      {lanes.length === 0 ? (
        <p className="muted">No listing waits.</p>
      ) : (
        <Table
          caption={`Lanes of ${channel}, those served first on top`}
          columns={COLUMNS}
          rows={lanes}
          keyOf={({ lane }) => lane}
        />
      )}
    </div>
  );
}

const COLUMNS: readonly Column<Lane>[] = [
  { head: 'Lane', cell: ({ lane }) => WORDS[lane] },
  { head: 'Listings', end: true, cell: ({ count }) => grouped(count) },
  { head: 'Oldest change', end: true, cell: ({ oldestSince }) => <Age at={oldestSince} /> },
  {
    head: 'Such as',
    wide: true,
    cell: ({ samples }) => (
      <span className="row">
        {samples.map((sku) => (
          <ItemLink key={sku} sku={sku} />
        ))}
      </span>
    ),
  },
];
