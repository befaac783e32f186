import type { Capture } from '../../../../api/src/capture/capture.schema.js';
import { Pill } from '../../parts/pill.js';
import { counted } from '../../parts/count-words.js';
import { Age } from '../../time/age.js';
import './connector-state.css';

type Connector = Capture['connectors'][number];

/** What the supervisor makes of a connector, with the trace that it found. */
export function ConnectorState({ connector }: { readonly connector: Connector }) {
  const { cause, detail, needsPerson, since, restarts, restartedAt, lookedAt } = connector;
  return (
    <div className="connector">
      <p className="row">
        <strong>Connector {connector.connector}</strong>
        {cause === null ? (
          <Pill tone="ok">Works</Pill>
        ) : (
          <Pill tone={needsPerson ? 'bad' : 'warn'}>{cause.replaceAll('_', ' ')}</Pill>
        )}
        <span className="small muted">
          since <Age at={since} />, looked at <Age at={lookedAt} />
        </span>
      </p>
      {restarts > 0 && (
        <p className="small">
          {counted(restarts, 'restart')} since it last worked for a while, the last{' '}
          <Age at={restartedAt} />.
        </p>
      )}
      {cause !== null && (
        <p className="small">
          {needsPerson
            ? 'The supervisor can do nothing more: a person is needed. The runbook has a section for this cause.'
            : 'The supervisor is at it.'}
        </p>
      )}
      {detail !== '' && (
        <details open={cause !== null}>
          <summary>Trace</summary>
          <pre className="connector-trace" tabIndex={0}>
            {detail}
          </pre>
        </details>
      )}
    </div>
  );
}
