import type { Status } from '../../../../api/src/status/status.schema.js';
import { useStatus } from '../../api/use-status.js';
import { Card } from '../../parts/card.js';
import { Command } from '../../parts/command.js';
import { Facts } from '../../parts/facts.js';
import { Page } from '../../parts/page.js';
import { Shown } from '../../parts/shown.js';
import type { Column } from '../../parts/column.js';
import { Table } from '../../parts/table.js';
import { PlanPolicy } from './plan-policy.js';

/** Which policy this server follows, and how to change it. */
export function PolicyPage() {
  const query = useStatus();
  return (
    <Page
      title="Policy"
      lead="One file says what is sold where, and with what care. It is changed by a plan that is looked at first."
    >
      <Shown query={query} what="The policy">
        {(status) => <Policy status={status} />}
      </Shown>
    </Page>
  );
}

function Policy({ status: { policyVersion, sources, channels } }: { readonly status: Status }) {
  const locations = new Set(sources.flatMap((source) => source.locations)).size;
  return (
    <>
      <Card title="Now">
        <Facts
          of={[
            ['Version', <code key="version">{policyVersion}</code>],
            ['Sources', sources.length],
            ['Locations', locations],
            ['Channels', channels.length],
          ]}
        />
      </Card>
      <PlanPolicy />
      <Card title="Change it">
        <ol className="stack">
          <li>
            <p>Replay past changes under it and compare what channels would have shown:</p>
            <Command line="npx shelfwire backtest" />
          </li>
          <li>
            <p>Do it; steps that lose something need approval:</p>
            <Command line={'npx shelfwire apply --reason "…"'} />
          </li>
          <li>
            <p>Every version that was applied, by whom and when:</p>
            <Command line="npx shelfwire plan --history" />
          </li>
        </ol>
      </Card>
      <Card title="Who sells from where">
        <Table
          caption="Channels and the locations they sell from"
          columns={COLUMNS}
          rows={channels}
          keyOf={({ channel }) => channel}
        />
      </Card>
    </>
  );
}

const COLUMNS: readonly Column<Status['channels'][number]>[] = [
  { head: 'Channel', cell: ({ channel }) => channel },
  { head: 'Sells from', cell: ({ pool }) => pool.join(', ') },
  { head: 'Connector', wide: true, cell: ({ connector }) => connector },
  { head: 'Account', wide: true, cell: ({ account }) => account },
];
