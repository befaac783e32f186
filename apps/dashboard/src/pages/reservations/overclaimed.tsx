import type { ClaimExceptions } from '../../../../api/src/claims/exception.schema.js';
import { Card } from '../../parts/card.js';
import { ItemLink } from '../../parts/item-link.js';
import type { Column } from '../../parts/column.js';
import { Table } from '../../parts/table.js';

type Place = ClaimExceptions['overclaimed'][number];

/** Places where stock has fallen below what is claimed; they sell nothing meanwhile. */
export function Overclaimed({ places }: { readonly places: readonly Place[] }) {
  if (places.length === 0) return null;
  return (
    <Card title="More claimed than there is">
      <Table
        caption="Places where more is claimed than there is"
        columns={COLUMNS}
        rows={places}
        keyOf={({ sku, location }) => `${sku} ${location}`}
      />
    </Card>
  );
}

const COLUMNS: readonly Column<Place>[] = [
  { head: 'Item', cell: ({ sku }) => <ItemLink sku={sku} /> },
  { head: 'Location', cell: ({ location }) => location },
  { head: 'There', end: true, cell: ({ availableBase }) => availableBase },
  { head: 'Claimed', end: true, cell: ({ claimed }) => claimed },
  { head: 'Too much', end: true, cell: ({ excess }) => <strong>{excess}</strong> },
];
