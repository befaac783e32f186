import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Drift as DriftPage } from '../../../../api/src/channels/control.schema.js';
import { driftQuery } from '../../api/queries.js';
import { Failure } from '../../parts/failure.js';
import { ItemLink } from '../../parts/item-link.js';
import { Loading } from '../../parts/loading.js';
import { More } from '../../parts/more.js';
import type { Column } from '../../parts/column.js';
import { Table } from '../../parts/table.js';
import { Age } from '../../time/age.js';

type Found = DriftPage['drift'][number];

/** Listings that showed another number than the acknowledged one; read when it is opened. */
export function Drift({ channel }: { readonly channel: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Drift found on {channel}</summary>
      {isOpen && <DriftFound channel={channel} />}
    </details>
  );
}

function DriftFound({ channel }: { readonly channel: string }) {
  const query = useInfiniteQuery(driftQuery(channel));
  if (query.error) return <Failure what="Drift" error={query.error} />;
  if (!query.data) return <Loading what="drift" lines={2} />;
  const found = query.data.pages.flatMap(({ drift }) => drift);
  if (found.length === 0) return <p className="muted">None was found.</p>;
  return (
    <>
      <Table
        caption={`Drift of ${channel}, newest first`}
        columns={COLUMNS}
        rows={found}
        keyOf={({ sku, foundAt }) => `${sku} ${foundAt}`}
      />
      <More query={query} />
    </>
  );
}

const COLUMNS: readonly Column<Found>[] = [
  { head: 'Listing', cell: ({ sku }) => <ItemLink sku={sku} /> },
  { head: 'Acknowledged', end: true, cell: ({ expected }) => expected },
  { head: 'Showed', end: true, cell: ({ found }) => found ?? 'not listed' },
  { head: 'Found', end: true, cell: ({ foundAt }) => <Age at={foundAt} /> },
];
