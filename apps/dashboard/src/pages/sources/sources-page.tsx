import { useQuery } from '@tanstack/react-query';
import { captureQuery } from '../../api/queries.js';
import { useStatus } from '../../api/use-status.js';
import { Failure } from '../../parts/failure.js';
import { Page } from '../../parts/page.js';
import { Shown } from '../../parts/shown.js';
import { SourceDetail } from './source-detail.js';

/** Every legacy database: its heartbeat, its connector, what is read once more, what is in doubt. */
export function SourcesPage() {
  const status = useStatus();
  const capture = useQuery(captureQuery);
  return (
    <Page
      title="Sources"
      lead="A source is alive when its heartbeat has travelled from its database through its log, Connect and Kafka into Shelfwire's state."
    >
      {capture.error && <Failure what="The connectors" error={capture.error} />}
      <Shown query={status} what="The sources">
        {({ sources }) =>
          sources.map((source) => (
            <SourceDetail key={source.source} source={source} capture={capture.data} />
          ))
        }
      </Shown>
    </Page>
  );
}
