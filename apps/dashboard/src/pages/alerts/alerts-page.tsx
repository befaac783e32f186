import { useQuery } from '@tanstack/react-query';
import type { Alert } from '../../../../api/src/alerts/alert.schema.js';
import { alertsQuery } from '../../api/queries.js';
import { Card } from '../../parts/card.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { Pill } from '../../parts/pill.js';
import { Shown } from '../../parts/shown.js';
import type { Column } from '../../parts/column.js';
import { Table } from '../../parts/table.js';
import { Age } from '../../time/age.js';
import { readable } from '../../time/readable.js';
import { span } from '../../time/words.js';
import { AlertList } from './alert-list.js';

/** What is open, with cause and cure, and what was. */
export function AlertsPage() {
  const query = useQuery(alertsQuery);
  return (
    <Page
      title="Alerts"
      lead="An alert opens once, and is resolved by itself when its cause is gone."
    >
      <Shown query={query} what="The alerts">
        {({ alerts }) => <Alerts alerts={alerts} />}
      </Shown>
    </Page>
  );
}

function Alerts({ alerts }: { readonly alerts: readonly Alert[] }) {
  const open = alerts.filter((alert) => alert.open);
  const over = alerts.filter((alert) => !alert.open);
  return (
    <>
      {open.length === 0 ? (
        <Notice title="No alert is open" tone="ok" />
      ) : (
        <AlertList alerts={open} />
      )}
      <Card title="History">
        {over.length === 0 ? (
          <p className="muted">None was resolved so far.</p>
        ) : (
          <Table
            caption="Alerts that are over, newest first"
            columns={COLUMNS}
            rows={over}
            keyOf={({ kind, subject, since }) => `${kind} ${subject} ${since}`}
          />
        )}
      </Card>
    </>
  );
}

const COLUMNS: readonly Column<Alert>[] = [
  { head: 'What', cell: ({ summary }) => readable(summary) },
  { head: 'Kind', wide: true, cell: ({ kind }) => <code>{kind}</code> },
  { head: 'Severity', wide: true, cell: ({ severity }) => <Pill tone="idle">{severity}</Pill> },
  { head: 'Opened', end: true, cell: ({ since }) => <Age at={since} /> },
  { head: 'Lasted', end: true, cell: (alert) => lasted(alert) },
];

const lasted = ({ since, resolvedAt }: Alert): string =>
  resolvedAt === null ? '–' : span((Date.parse(resolvedAt) - Date.parse(since)) / 1000);
