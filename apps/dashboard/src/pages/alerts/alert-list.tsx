import type { Alert } from '../../../../api/src/alerts/alert.schema.js';
import { Command } from '../../parts/command.js';
import { Pill } from '../../parts/pill.js';
import { Age } from '../../time/age.js';
import { readable } from '../../time/readable.js';
import './alert-list.css';
import { commandFor } from './command-for.js';
import { SilenceButton } from './silence-button.js';

/** Open alerts: what it is, what it means, what to do; silenced ones last. New ones are read out. */
export function AlertList({ alerts }: { readonly alerts: readonly Alert[] }) {
  const inOrder = alerts.toSorted(
    (a, b) => Number(a.silence !== null) - Number(b.silence !== null),
  );
  return (
    <section aria-label="Open alerts" aria-live="polite">
      <ul className="alert-list">
        {inOrder.map((alert) => (
          <AlertEntry key={`${alert.kind} ${alert.subject} ${alert.since}`} alert={alert} />
        ))}
      </ul>
    </section>
  );
}

function AlertEntry({ alert }: { readonly alert: Alert }) {
  const { kind, subject, severity, summary, meaning, cure, since, silence } = alert;
  const command = commandFor(kind, subject);
  const tone = silence ? 'idle' : severity === 'critical' ? 'bad' : 'warn';
  return (
    <li className={`alert alert-${tone}`}>
      <p className="alert-summary">
        <Pill tone={tone}>{silence ? 'silenced' : severity}</Pill>
        <strong className="break">{readable(summary)}</strong>
        <span className="small muted">
          <Age at={since} />
        </span>
      </p>
      <p className="small">
        {meaning} <span className="muted">{cure}</span>
      </p>
      {silence && (
        <p className="small">
          Silenced by {silence.by}: {silence.reason}. It ends <Age at={silence.until} />.
        </p>
      )}
      <div className="alert-acts">
        {command !== null && <Command line={command} />}
        <SilenceButton alert={alert} />
      </div>
    </li>
  );
}
