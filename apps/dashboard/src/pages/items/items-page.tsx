import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import type { ItemsPage as ItemsAnswer } from '../../../../api/src/items/item.schema.js';
import { itemsQuery } from '../../api/queries.js';
import { Card } from '../../parts/card.js';
import { Failure } from '../../parts/failure.js';
import { ItemLink } from '../../parts/item-link.js';
import { Loading } from '../../parts/loading.js';
import { More } from '../../parts/more.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import type { Column } from '../../parts/column.js';
import { Table } from '../../parts/table.js';
import { Age } from '../../time/age.js';
import './items-page.css';

type Summary = ItemsAnswer['items'][number];

/** All items by sku, or those found; more are read as one scrolls. */
export function ItemsPage() {
  const [parameters] = useSearchParams();
  const search = parameters.get('search') ?? '';
  return (
    <Page
      title={search === '' ? 'Items' : `Items with “${search}”`}
      lead="What each channel may show of every item. Open one to see why."
    >
      <Card>
        <Items search={search} />
      </Card>
    </Page>
  );
}

function Items({ search }: { readonly search: string }) {
  const query = useInfiniteQuery({ ...itemsQuery(search), placeholderData: keepPreviousData });
  if (query.error && !query.data)
    return <Failure what="The items" error={query.error} again={() => void query.refetch()} />;
  if (!query.data) return <Loading what="the items" lines={8} />;
  const items = query.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <NothingFound search={search} />;
  return (
    <>
      <p className="unseen" role="status">
        {items.length} items{query.hasNextPage ? ' and more' : ''}
      </p>
      <Table caption="Items by sku" columns={COLUMNS} rows={items} keyOf={({ sku }) => sku} />
      <More query={query} />
    </>
  );
}

function NothingFound({ search }: { readonly search: string }) {
  return search === '' ? (
    <Notice title="No stock has been seen yet">
      Items appear when the first snapshot of a source has come through. The overview tells whether
      its source is heard.
    </Notice>
  ) : (
    <Notice title={`No item has “${search}” in its sku`}>
      Upper and lower case do not matter; a part of the sku suffices.
    </Notice>
  );
}

const COLUMNS: readonly Column<Summary>[] = [
  { head: 'Item', cell: ({ sku }) => <ItemLink sku={sku} /> },
  {
    head: 'Channels may show',
    bare: true,
    cell: ({ channels }) => <Numbers channels={channels} />,
  },
  { head: 'Version', end: true, wide: true, cell: ({ version }) => version },
  { head: 'Changed', end: true, cell: ({ recordedAt }) => <Age at={recordedAt} /> },
];

function Numbers({ channels }: { readonly channels: Summary['channels'] }) {
  return (
    <ul className="numbers">
      {Object.entries(channels).map(([channel, units]) => (
        <li key={channel} className={units === 0 ? 'numbers-none' : ''}>
          <span className="muted">{channel}</span> <strong className="number">{units}</strong>
        </li>
      ))}
    </ul>
  );
}
