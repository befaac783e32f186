import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LiveConnector as Live } from '../../../../api/src/sources/source-control.schema.js';
import { connectorQuery } from '../../api/queries.js';
import { write } from '../../api/request.js';
import { ActButton } from '../../parts/act-button.js';
import { Failure } from '../../parts/failure.js';
import { Loading } from '../../parts/loading.js';
import { Pill } from '../../parts/pill.js';
import { Backfill } from './backfill.js';
import { sourcePath } from './source-path.js';

/** The connector as Kafka Connect sees it now; asked when it is opened. */
export function LiveConnector({ source }: { readonly source: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>Connector and tasks now: restart, read a table again</summary>
      {isOpen && <Opened source={source} />}
    </details>
  );
}

function Opened({ source }: { readonly source: string }) {
  const query = useQuery(connectorQuery(source));
  if (query.error)
    return <Failure what="The connector" error={query.error} again={() => void query.refetch()} />;
  if (!query.data) return <Loading what="the connector" lines={2} />;
  const { connector, state, trace, tasks, tables } = query.data;
  return (
    <div className="stack">
      <Part name={connector} state={state} trace={trace} source={source} task={null} />
      {tasks.map((task) => (
        <Part
          key={task.id}
          name={`Task ${task.id}`}
          state={task.state}
          trace={task.trace}
          source={source}
          task={task.id}
        />
      ))}
      <p className="row">
        <Backfill source={source} tables={tables} />
      </p>
    </div>
  );
}

interface PartProps {
  readonly name: string;
  readonly state: Live['state'];
  readonly trace: Live['trace'];
  readonly source: string;
  /** null: the connector with all of its tasks */
  readonly task: number | null;
}

function Part({ name, state, trace, source, task }: PartProps) {
  const what = task === null ? 'connector with all tasks' : `task ${task}`;
  return (
    <div className="stack">
      <p className="row">
        <strong className="break">{name}</strong>
        <Pill tone={state === 'RUNNING' ? 'ok' : state === 'FAILED' ? 'bad' : 'warn'}>
          {state.toLowerCase()}
        </Pill>
        <ActButton
          name="Restart"
          to={`${source}, ${what}`}
          act={(because) =>
            write('POST', `${sourcePath(source)}/restart`, { task, because, by: 'dashboard' })
          }
          changes={[`${sourcePath(source)}/connector`, '/v1/capture']}
        >
          <p>It goes on where it was in the database's log. Nothing is lost or read twice.</p>
        </ActButton>
      </p>
      {trace !== null && (
        <pre className="connector-trace" tabIndex={0} role="region" aria-label={`Trace of ${what}`}>
          {trace}
        </pre>
      )}
    </div>
  );
}
