import type { Capture } from '../../../../api/src/capture/capture.schema.js';
import type { SourceStatus } from '../../../../api/src/sources/source.schema.js';
import { Card } from '../../parts/card.js';
import { Command } from '../../parts/command.js';
import { Facts } from '../../parts/facts.js';
import { Notice } from '../../parts/notice.js';
import { Pill } from '../../parts/pill.js';
import { Age } from '../../time/age.js';
import { span } from '../../time/words.js';
import { sourceState } from '../overview/source-state.js';
import { Backfills } from './backfills.js';
import { ConnectorState } from './connector-state.js';
import { Findings } from './findings.js';
import { LiveConnector } from './live-connector.js';

interface SourceDetailProps {
  readonly source: SourceStatus;
  /** undefined: not known yet */
  readonly capture: Capture | undefined;
}

export function SourceDetail({ source, capture }: SourceDetailProps) {
  const { tone, word } = sourceState(source);
  const isOwn = (entry: { readonly source: string }) => entry.source === source.source;
  const connectors = capture?.connectors.filter(isOwn) ?? [];
  return (
    <Card id={source.source} title={source.source} aside={<Pill tone={tone}>{word}</Pill>}>
      <div className="stack">
        <Facts of={factsOf(source)} />
        <Doubt source={source} />
        {connectors.map((connector) => (
          <ConnectorState key={connector.connector} connector={connector} />
        ))}
        {capture && connectors.length === 0 && (
          <p className="muted">No supervisor has looked at its connector yet.</p>
        )}
        <LiveConnector source={source.source} />
        <Findings findings={capture?.findings.filter(isOwn) ?? []} />
        <Backfills backfills={capture?.backfills.filter(isOwn) ?? []} />
      </div>
    </Card>
  );
}

const factsOf = ({ heartbeat, ...source }: SourceStatus) =>
  [
    ['Last heartbeat', <Age key="beat" at={heartbeat?.seenAt ?? null} never="never heard" />],
    ['On its way', heartbeat ? span(heartbeat.travelSeconds) : '–'],
    ['Silent after', span(source.staleAfterSeconds)],
    ['Newest change', <Age key="change" at={source.lastChangeAt} never="none yet" />],
    ['Pack', source.pack],
    ['Epoch', source.trust.epoch],
    ['Locations', source.locations.join(', ') || 'none'],
  ] as const;

function Doubt({ source: { source, trust } }: { readonly source: SourceStatus }) {
  if (trust.verified) return null;
  return (
    <Notice
      title="Its rows may be wrong; its locations sell nothing until it is repaired"
      tone="bad"
    >
      <p>
        {trust.reason}
        {trust.since !== null && (
          <>
            {' '}
            (<Age at={trust.since} />)
          </>
        )}
      </p>
      <Command line={`npx shelfwire resnapshot ${source} --reason "…"`} />
    </Notice>
  );
}
