import type { Parked } from '../../../../api/src/parked/parked.schema.js';
import { ActButton } from '../../parts/act-button.js';
import { Card } from '../../parts/card.js';
import { counted } from '../../parts/count-words.js';
import { Pill } from '../../parts/pill.js';
import { Age } from '../../time/age.js';
import { BytesShown } from './bytes-shown.js';
import { CHANGES, decide } from './decide.js';
import { EditValue } from './edit-value.js';
import { DISCARDING, REDRIVING, whyNotRedriven } from './effects.js';

interface ParkedMessageProps {
  readonly message: Parked;
  readonly isChosen: boolean;
  readonly choose: (isChosen: boolean) => void;
}

/** Why it was parked, its bytes, and what can be done. */
export function ParkedMessage({ message, isChosen, choose }: ParkedMessageProps) {
  const { id, state, stage, topic, partition, offset, code, reason, parkedAt, attempts } = message;
  return (
    <Card
      title={
        <label className="row">
          <input
            type="checkbox"
            checked={isChosen}
            disabled={state !== 'parked'}
            onChange={({ target }) => choose(target.checked)}
          />
          <code>{code}</code>
        </label>
      }
      aside={
        <span className="row small muted">
          {state === 'redriving' && <Pill tone="ok">Being tried again</Pill>}
          {message.edited && <Pill tone="idle">Edited</Pill>}
          <span>
            {id} · {stage} · <Age at={parkedAt} />
            {attempts > 1 && ` · tried ${counted(attempts, 'time')}`}
          </span>
        </span>
      }
    >
      <div className="stack">
        <p className="break">{reason}</p>
        <p className="small muted break">
          {topic} partition {partition} offset {offset}
        </p>
        <Contents message={message} />
        <Decisions message={message} />
      </div>
    </Card>
  );
}

function Contents({ message: { key, value, edited, headers } }: { readonly message: Parked }) {
  return (
    <details>
      <summary>Bytes</summary>
      <div className="stack">
        <BytesShown name="Key" bytes={key} />
        <BytesShown name="Value" bytes={value} />
        {edited && <BytesShown name="Value as edited" bytes={edited} />}
        {Object.keys(headers).length > 0 && (
          <p className="small break">
            Headers: <code>{JSON.stringify(headers)}</code>
          </p>
        )}
      </div>
    </details>
  );
}

function Decisions({ message }: { readonly message: Parked }) {
  const { id, state } = message;
  const isOver = state === 'parked' ? undefined : 'It is being tried again';
  return (
    <div className="row">
      <ActButton
        name="Redrive"
        to={`message ${id}`}
        because={whyNotRedriven(message)}
        act={(because) => decide('redrive', { ids: [id] }, because)}
        changes={CHANGES}
      >
        <p>{REDRIVING}</p>
      </ActButton>
      <EditValue message={message} key={message.edited?.text} />
      <ActButton
        name="Discard"
        to={`message ${id}`}
        isDangerous
        because={isOver}
        act={(because) => decide('discard', { ids: [id] }, because)}
        changes={CHANGES}
      >
        <p>{DISCARDING}</p>
      </ActButton>
    </div>
  );
}
