import type { HeldClaim } from '../../../../api/src/claims/to-held.js';
import { Card } from '../../parts/card.js';
import type { Column } from '../../parts/column.js';
import { Table } from '../../parts/table.js';
import { Age } from '../../time/age.js';

/** Who holds units of it now. */
export function Claims({ claims }: { readonly claims: readonly HeldClaim[] }) {
  if (claims.length === 0) return null;
  return (
    <Card title="Held by">
      <Table
        caption="Claims that hold units of this item"
        columns={COLUMNS}
        rows={claims}
        keyOf={({ claim, location }) => `${claim} ${location}`}
      />
    </Card>
  );
}

const COLUMNS: readonly Column<HeldClaim>[] = [
  { head: 'Claim', cell: ({ kind, order }) => (order ? `${order.type} ${order.id}` : kind) },
  { head: 'Units', end: true, cell: ({ units }) => units },
  { head: 'At', cell: ({ location }) => location },
  { head: 'Channel', wide: true, cell: ({ channel }) => channel },
  { head: 'Since', end: true, wide: true, cell: ({ createdAt }) => <Age at={createdAt} /> },
  { head: 'Ends', end: true, cell: ({ expiresAt }) => <Age at={expiresAt} never="with its row" /> },
];
