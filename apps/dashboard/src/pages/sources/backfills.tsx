import type { Capture } from '../../../../api/src/capture/capture.schema.js';
import { grouped } from '../../parts/count-words.js';
import { Meter } from '../../parts/meter.js';
import { Pill } from '../../parts/pill.js';
import type { Tone } from '../../parts/tone.js';
import { Age } from '../../time/age.js';
import { BackfillControls } from './backfill-controls.js';

type Backfill = Capture['backfills'][number];

const TONES: Readonly<Record<Backfill['state'], Tone>> = {
  asked: 'idle',
  running: 'ok',
  paused: 'warn',
  read: 'ok',
  done: 'idle',
  stopped: 'idle',
  failed: 'bad',
};

/** Rows that are read once more while sales go on. */
export function Backfills({ backfills }: { readonly backfills: readonly Backfill[] }) {
  if (backfills.length === 0) return null;
  return (
    <div className="stack">
      <h3>Backfills</h3>
      <ul className="stack">
        {backfills.map((backfill) => (
          <li key={backfill.id} className="stack">
            <p className="row">
              <Pill tone={TONES[backfill.state]}>{backfill.state}</Pill>
              <span className="break">{backfill.tables.join(', ')}</span>
              <span className="small muted">
                asked by {backfill.askedBy} <Age at={backfill.askedAt} />: {backfill.reason}
              </span>
            </p>
            <Progress backfill={backfill} />
            <BackfillControls backfill={backfill} />
            {backfill.problem !== null && <p className="small break">{backfill.problem}</p>}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Progress({ backfill: { rows, estimate, state } }: { readonly backfill: Backfill }) {
  const text =
    estimate === null
      ? `${grouped(rows)} rows read`
      : `${grouped(rows)} of about ${grouped(estimate)} rows read`;
  const isUnderWay = state === 'running' || state === 'paused' || state === 'read';
  return (
    <div>
      <p className="small number">{text}</p>
      {isUnderWay && estimate !== null && <Meter part={rows} of={estimate} label={text} />}
    </div>
  );
}
