import { useQuery } from '@tanstack/react-query';
import type { StalenessOf } from '../../api/staleness.js';
import { locationsQuery } from '../../api/queries.js';
import { Card } from '../../parts/card.js';
import { counted, grouped } from '../../parts/count-words.js';
import { Page } from '../../parts/page.js';
import { Pill } from '../../parts/pill.js';
import { Shown } from '../../parts/shown.js';
import type { Column } from '../../parts/column.js';
import { Table } from '../../parts/table.js';
import { Age } from '../../time/age.js';
import { span } from '../../time/words.js';
import { Hours } from './hours.js';
import { locationState } from './location-state.js';
import { ToCount } from './to-count.js';

/** Every shop and warehouse: whether it is heard, and how it usually is. */
export function LocationsPage() {
  const query = useQuery(locationsQuery);
  return (
    <Page
      title="Locations"
      lead="A quiet shop is not a dead feed: the source's heartbeat tells them apart."
    >
      <Shown query={query} what="The locations">
        {({ locations }) => <Locations locations={locations} />}
      </Shown>
    </Page>
  );
}

function Locations({ locations }: { readonly locations: readonly StalenessOf[] }) {
  const wrong = locations.filter((location) => locationState(location).tone === 'bad').length;
  const judged = locations.filter(({ staleness }) => staleness);
  return (
    <>
      <p role="status">
        {counted(locations.length, 'location')}
        {wrong > 0 ? `, ${wrong} of them not to be trusted now` : ', none of them in trouble'}
      </p>
      <Card title="All locations">
        <Table
          caption="Locations and how they are"
          columns={COLUMNS}
          rows={locations.toSorted(worstFirst)}
          keyOf={({ location }) => location}
        />
      </Card>
      {judged.length > 0 && <Hours locations={judged} />}
      <ToCount locations={locations.map(({ location }) => location)} />
    </>
  );
}

const RANK = { bad: 0, warn: 1, idle: 2, ok: 2 } as const;

const worstFirst = (a: StalenessOf, b: StalenessOf): number =>
  RANK[locationState(a).tone] - RANK[locationState(b).tone] ||
  a.location.localeCompare(b.location, 'en');

const COLUMNS: readonly Column<StalenessOf>[] = [
  {
    head: 'Location',
    cell: ({ location, name }) => (
      <>
        {location}
        {name !== location && <span className="small muted"> {name}</span>}
      </>
    ),
  },
  {
    head: 'State',
    bare: true,
    cell: (location) => {
      const { tone, word } = locationState(location);
      return <Pill tone={tone}>{word}</Pill>;
    },
  },
  { head: 'Last change', end: true, cell: ({ lastChangeAt }) => <Age at={lastChangeAt} /> },
  {
    head: 'Stale after',
    end: true,
    wide: true,
    cell: ({ staleness }) => {
      const seconds = staleness?.thresholdSeconds ?? null;
      return seconds === null ? '–' : span(seconds);
    },
  },
  { head: 'Items', end: true, wide: true, cell: ({ items }) => grouped(items) },
  { head: 'Source', wide: true, cell: ({ source }) => source },
  { head: 'Kind', wide: true, cell: ({ kind }) => kind },
];
