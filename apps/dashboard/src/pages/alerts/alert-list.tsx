import type { Alert } from '../../../../api/src/alerts/alert.schema.js';
import { Command } from '../../parts/command.js';
import { Pill } from '../../parts/pill.js';
import { Age } from '../../time/age.js';
import { readable } from '../../time/readable.js';
import './alert-list.css';
import { commandFor } from './command-for.js';

/** Open alerts: what it is, what it means, what to do. New ones are read out. */
export function AlertList({ alerts }: { readonly alerts: readonly Alert[] }) {
  return (
    <section aria-label="Open alerts" aria-live="polite">
      <ul className="alert-list">
        {alerts.map((alert) => (
          <AlertEntry key={`${alert.kind} ${alert.subject} ${alert.since}`} alert={alert} />
        ))}
      </ul>
    </section>
  );
}

function AlertEntry({ alert }: { readonly alert: Alert }) {
  const { kind, subject, severity, summary, meaning, cure, since } = alert;
  const command = commandFor(kind, subject);
  const tone = severity === 'critical' ? 'bad' : 'warn';
  return (
    <li className={`alert alert-${tone}`}>
      <p className="alert-summary">
        <Pill tone={tone}>{severity}</Pill>
        <strong className="break">{readable(summary)}</strong>
        <span className="small muted">
          <Age at={since} />
        </span>
      </p>
      <p className="small">
        {meaning} <span className="muted">{cure}</span>
      </p>
      {command !== null && <Command line={command} />}
    </li>
  );
}
