import type { Parked } from '../../../../api/src/parked/parked.schema.js';
import { Card } from '../../parts/card.js';
import { Command } from '../../parts/command.js';
import { Age } from '../../time/age.js';
import { BytesShown } from './bytes-shown.js';

/** Why it was parked, its bytes, and what can be done. */
export function ParkedMessage({ message }: { readonly message: Parked }) {
  const { id, stage, topic, partition, offset, key, value, headers, code, reason, parkedAt } =
    message;
  return (
    <Card
      title={<code>{code}</code>}
      aside={
        <span className="small muted">
          {id} · {stage} · <Age at={parkedAt} />
        </span>
      }
    >
      <div className="stack">
        <p className="break">{reason}</p>
        <p className="small muted break">
          {topic} partition {partition} offset {offset}
        </p>
        <details>
          <summary>Bytes</summary>
          <div className="stack">
            <BytesShown name="Key" bytes={key} />
            <BytesShown name="Value" bytes={value} />
            {Object.keys(headers).length > 0 && (
              <p className="small break">
                Headers: <code>{JSON.stringify(headers)}</code>
              </p>
            )}
          </div>
        </details>
        <div className="row small">
          <Command line={`npx shelfwire dlq show ${id}`} />
          <Command line={`npx shelfwire dlq redrive ${id} --reason "…"`} />
          <Command line={`npx shelfwire dlq discard ${id} --reason "…"`} />
        </div>
      </div>
    </Card>
  );
}
