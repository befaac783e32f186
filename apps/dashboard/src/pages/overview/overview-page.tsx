import type { Status } from '../../../../api/src/status/status.schema.js';
import { useStatus } from '../../api/use-status.js';
import { Page } from '../../parts/page.js';
import { Shown } from '../../parts/shown.js';
import { clockTime } from '../../time/words.js';
import { AlertList } from '../alerts/alert-list.js';
import { ChannelTable } from './channel-table.js';
import { SetAside } from './set-aside.js';
import { SourceCard } from './source-card.js';
import { StageFlow } from './stage-flow.js';
import { verdict } from './verdict.js';

/** Is every source alive, how old is what each channel shows, what is stuck. */
export function OverviewPage() {
  const query = useStatus();
  return (
    <Shown query={query} what="The overview">
      {(status) => <Overview status={status} />}
    </Shown>
  );
}

function Overview({ status }: { readonly status: Status }) {
  const { sources, stages, channels, alerts, at } = status;
  return (
    <Page
      title={verdict(status)}
      lead={
        <span role="status" className="number">
          As of {clockTime(at)}
        </span>
      }
    >
      {alerts.length > 0 && <AlertList alerts={alerts} />}
      <section aria-labelledby="sources" className="stack">
        <h2 id="sources">Sources</h2>
        <div className="grid">
          {sources.map((source) => (
            <SourceCard key={source.source} source={source} />
          ))}
        </div>
      </section>
      <StageFlow stages={stages} at={at} />
      <ChannelTable channels={channels} at={at} />
      <SetAside status={status} />
    </Page>
  );
}
