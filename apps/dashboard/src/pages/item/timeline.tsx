import type { Explain } from '../../../../api/src/explain/explain.schema.js';
import { Link } from 'wouter';
import { Card } from '../../parts/card.js';
import { Age } from '../../time/age.js';
import { absolute, span } from '../../time/words.js';
import { momentOf } from './as-of.js';
import { ChangeWay } from './change-way.js';
import { rowText } from './row-text.js';
import './timeline.css';

type Line = Explain['ledger'][number];

interface TimelineProps {
  readonly sku: string;
  readonly ledger: readonly Line[];
}

/** Every change of a quantity, newest first, with its reason and the row that said so. */
export function Timeline({ sku, ledger }: TimelineProps) {
  return (
    <Card title="Changes">
      {ledger.length === 0 ? (
        <p className="muted">None is kept.</p>
      ) : (
        <ol className="timeline">
          {ledger.map((line) => (
            <Change key={line.line} sku={sku} line={line} />
          ))}
        </ol>
      )}
    </Card>
  );
}

interface ChangeProps {
  readonly sku: string;
  readonly line: Line;
}

function Change({ sku, line }: ChangeProps) {
  const { change, contributes, bucket, location, kind, reason, recordedAt, row } = line;
  const isLess = change.startsWith('-');
  return (
    <li className="change">
      <strong className={`change-by number ${isLess ? 'change-less' : ''}`}>
        {isLess ? change.replace('-', '−') : `+${change}`}
      </strong>
      <div className="change-what">
        <p>
          {reason ?? kind}{' '}
          <span className="muted">
            at {location}, then <span className="number">{contributes}</span>
          </span>
          {bucket !== 'available_base' && (
            <span className="muted"> ({bucket.replaceAll('_', ' ')})</span>
          )}
        </p>
        <details className="small">
          <summary>
            <Age at={recordedAt} />, {line.op} of <code className="break">{rowText(row)}</code>
          </summary>
          <ChangeDetail line={line} />
          <p>
            <Link href={momentOf(sku, line.appliedAt)}>The item as it was then</Link>
          </p>
          <ChangeWay event={line.event} />
        </details>
      </div>
    </li>
  );
}

function ChangeDetail({ line }: { readonly line: Line }) {
  const { contributes, row, cdc, version, policyVersion, recordedAt, appliedAt, causes } = line;
  const took = (Date.parse(appliedAt) - Date.parse(recordedAt)) / 1000;
  return (
    <ul className="tree">
      <li>
        the row contributes {contributes} since (rule {row.rule}, epoch {row.epoch})
      </li>
      <li>
        committed {absolute(recordedAt)}, applied {span(Math.max(0, took))} later
      </li>
      <li className="break">
        {cdc.topic} partition {cdc.partition} offset {cdc.offset}
      </li>
      {causes.map((cause) => (
        <li key={`${cause.row.table} ${cause.row.rowKey}`} className="break">
          same transaction: {cause.kind} by {rowText(cause.row)}
        </li>
      ))}
      <li>
        item version {version}, policy {policyVersion}, ledger line {line.line}
      </li>
    </ul>
  );
}
