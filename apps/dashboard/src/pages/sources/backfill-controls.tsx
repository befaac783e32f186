import type { Capture } from '../../../../api/src/capture/capture.schema.js';
import { write } from '../../api/request.js';
import { ActButton } from '../../parts/act-button.js';
import { sourcePath } from './source-path.js';

type Backfill = Capture['backfills'][number];

interface Control {
  readonly what: 'pause' | 'resume' | 'stop';
  readonly name: string;
  readonly effect: string;
}

const PAUSE: Control = {
  what: 'pause',
  name: 'Pause',
  effect: 'No more rows are read until it is resumed. Those that were read still come.',
};
const RESUME: Control = { what: 'resume', name: 'Resume', effect: 'Reading goes on.' };
const STOP: Control = {
  what: 'stop',
  name: 'Stop',
  effect: 'It ends for good. Rows that were not read stay as they are.',
};

const POSSIBLE: Partial<Readonly<Record<Backfill['state'], readonly Control[]>>> = {
  asked: [PAUSE, STOP],
  running: [PAUSE, STOP],
  paused: [RESUME, STOP],
};

/** What can be told to a connector of a backfill that is under way. */
export function BackfillControls({ backfill }: { readonly backfill: Backfill }) {
  const { source, state, tables } = backfill;
  const controls = POSSIBLE[state] ?? [];
  if (controls.length === 0) return null;
  return (
    <div className="row">
      {controls.map(({ what, name, effect }) => (
        <ActButton
          key={what}
          name={name}
          to={`backfill of ${tables.join(', ')}`}
          isDangerous={what === 'stop'}
          act={(because) =>
            write('POST', `${sourcePath(source)}/backfills/${what}`, { because, by: 'dashboard' })
          }
          changes={['/v1/capture']}
        >
          <p>{effect}</p>
        </ActButton>
      ))}
    </div>
  );
}
