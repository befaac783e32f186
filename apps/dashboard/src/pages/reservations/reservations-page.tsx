import { useQuery } from '@tanstack/react-query';
import type { Reservation } from '../../../../api/src/claims/claim.schema.js';
import { claimsQuery, exceptionsQuery } from '../../api/queries.js';
import { Card } from '../../parts/card.js';
import { ItemLink } from '../../parts/item-link.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { Pill } from '../../parts/pill.js';
import { Shown } from '../../parts/shown.js';
import type { Column } from '../../parts/column.js';
import { Table } from '../../parts/table.js';
import { Age } from '../../time/age.js';
import { Exceptions } from './exceptions.js';
import { Overclaimed } from './overclaimed.js';

/** What is claimed and by whom, and what stock does not answer for. */
export function ReservationsPage() {
  const exceptions = useQuery(exceptionsQuery);
  const claims = useQuery(claimsQuery);
  return (
    <Page
      title="Reservations"
      lead="Claims hold units until the till or the warehouse has shown them, or until they end."
    >
      <Shown query={exceptions} what="The exceptions">
        {({ exceptions: found, overclaimed }) => (
          <>
            {found.length === 0 && overclaimed.length === 0 && (
              <Notice title="Stock answers for every claim" tone="ok" />
            )}
            <Exceptions exceptions={found} />
            <Overclaimed places={overclaimed} />
          </>
        )}
      </Shown>
      <Card title="Held now">
        <Shown query={claims} what="The claims">
          {({ claims: held }) =>
            held.length === 0 ? (
              <p className="muted">Nobody holds anything.</p>
            ) : (
              <Table
                caption="Claims that hold units"
                columns={COLUMNS}
                rows={held}
                keyOf={({ id }) => id}
              />
            )
          }
        </Shown>
      </Card>
    </Page>
  );
}

const COLUMNS: readonly Column<Reservation>[] = [
  {
    head: 'Claim',
    cell: ({ kind, order, id }) => (
      <span title={id}>{order ? `${order.type} ${order.id}` : kind}</span>
    ),
  },
  { head: 'Units', bare: true, cell: (claim) => <Lines lines={claim.lines} /> },
  { head: 'Channel', wide: true, cell: ({ channel }) => channel },
  {
    head: 'State',
    wide: true,
    cell: ({ state }) => <Pill tone={state === 'expired' ? 'warn' : 'idle'}>{state}</Pill>,
  },
  { head: 'Since', end: true, wide: true, cell: ({ createdAt }) => <Age at={createdAt} /> },
  { head: 'Ends', end: true, cell: ({ expiresAt }) => <Age at={expiresAt} never="with its row" /> },
];

function Lines({ lines }: { readonly lines: Reservation['lines'] }) {
  return (
    <ul>
      {lines.map(({ sku, location, quantity, absorbed }) => (
        <li key={`${sku} ${location}`}>
          <span className="number">{quantity}</span> × <ItemLink sku={sku} />{' '}
          <span className="small muted">
            at {location}
            {absorbed !== '0' && `, ${absorbed} shown already`}
          </span>
        </li>
      ))}
    </ul>
  );
}
