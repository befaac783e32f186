import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CountListAnswer } from '../../../../api/src/counts/count.schema.js';
import { countsQuery } from '../../api/queries.js';
import { Card } from '../../parts/card.js';
import type { Column } from '../../parts/column.js';
import { ItemLink } from '../../parts/item-link.js';
import { Notice } from '../../parts/notice.js';
import { Shown } from '../../parts/shown.js';
import { Table } from '../../parts/table.js';
import { Age } from '../../time/age.js';

type Candidate = CountListAnswer['candidates'][number];

/** What should be counted at one location, and why; another can be chosen. */
export function ToCount({ locations }: { readonly locations: readonly string[] }) {
  const [chosen, choose] = useState(locations[0] ?? '');
  const query = useQuery(countsQuery(chosen));
  return (
    <Card
      title="To count"
      aside={
        <label className="row small">
          Count at
          <select value={chosen} onChange={({ target }) => choose(target.value)}>
            {locations.map((location) => (
              <option key={location}>{location}</option>
            ))}
          </select>
        </label>
      }
    >
      <Shown query={query} what="What to count">
        {(list) => <List list={list} />}
      </Shown>
    </Card>
  );
}

function List({ list: { lookedAt, items, candidates } }: { readonly list: CountListAnswer }) {
  if (lookedAt === null) {
    return (
      <Notice title="Nobody has looked yet">Every location is looked at every six hours.</Notice>
    );
  }
  if (candidates.length === 0) {
    return <Notice title="Nothing needs to be counted">{items} items were judged.</Notice>;
  }
  return (
    <>
      <p className="small muted">
        {items} items judged <Age at={lookedAt} />
      </p>
      <Table
        caption="Items to count, most pressing first"
        columns={COLUMNS}
        rows={candidates}
        keyOf={({ sku }) => sku}
      />
    </>
  );
}

const COLUMNS: readonly Column<Candidate>[] = [
  { head: 'Item', cell: ({ sku }) => <ItemLink sku={sku} /> },
  { head: 'Risk', end: true, cell: ({ risk }) => Math.round(risk) },
  { head: 'Book', end: true, cell: ({ book }) => book },
  { head: 'Counted', end: true, cell: ({ countedAt }) => <Age at={countedAt} /> },
  { head: 'Why', bare: true, cell: ({ reasons }) => reasons.map(({ why }) => why).join('; ') },
];
