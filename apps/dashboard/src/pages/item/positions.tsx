import type { Explain } from '../../../../api/src/explain/explain.schema.js';
import { Card } from '../../parts/card.js';
import { Pill } from '../../parts/pill.js';
import { Age } from '../../time/age.js';
import { rowText } from './row-text.js';
import './positions.css';

type Position = Explain['positions'][number];

/** What is where, by which source, and the source rows that it is the sum of. */
export function Positions({ explain }: { readonly explain: Explain }) {
  return (
    <Card title="Where it is">
      <ul className="positions">
        {explain.positions.map((position) => (
          <PositionEntry
            key={`${position.location} ${position.source}`}
            position={position}
            explain={explain}
          />
        ))}
      </ul>
      {explain.contributionsTotal > explain.contributions.length && (
        <p className="small muted">
          {explain.contributions.length} of {explain.contributionsTotal} rows are shown.
        </p>
      )}
    </Card>
  );
}

interface PositionEntryProps {
  readonly position: Position;
  readonly explain: Explain;
}

function PositionEntry({ position, explain }: PositionEntryProps) {
  const { location, source, onHand, updatedAt } = position;
  const buckets = Object.entries(position.buckets).filter(([, quantity]) => quantity !== '0');
  const isHere = (entry: { readonly location: string; readonly source: string }) =>
    entry.location === location && entry.source === source;
  const variances = explain.variances.filter(isHere);
  const rows = explain.contributions.filter(
    (row) => row.location === location && row.row.system === source,
  );
  return (
    <li>
      <p className="row">
        <strong>{location}</strong>
        <span className="number">{onHand} on hand</span>
        <span className="small muted">
          by {source}, <Age at={updatedAt} />
        </span>
        {variances.map(({ bucket, by }) => (
          <Pill key={bucket} tone="warn">
            does not count: {by.startsWith('-') ? by : `+${by}`} {words(bucket)}
          </Pill>
        ))}
      </p>
      <ul className="tree">
        {buckets.map(([bucket, quantity]) => (
          <li key={bucket}>
            <span className="number">{quantity}</span> {words(bucket)}
            <ul className="tree">
              {rows
                .filter((row) => row.bucket === bucket)
                .map((row) => (
                  <li key={`${row.row.table} ${row.row.rowKey} ${row.row.rule}`}>
                    <span className="number">{row.quantity}</span> from{' '}
                    <code className="break">{rowText(row.row)}</code>
                  </li>
                ))}
            </ul>
          </li>
        ))}
      </ul>
    </li>
  );
}

const words = (bucket: string): string => bucket.replaceAll('_', ' ');
