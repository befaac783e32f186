import { useState } from 'react';
import type { Parked } from '../../../../api/src/parked/parked.schema.js';
import { ActButton } from '../../parts/act-button.js';
import '../../parts/code-input.css';
import { laidOut } from './bytes-shown.js';
import { CHANGES, complaintOf, edit } from './decide.js';

/** Gives a message another value, before it is tried again. */
export function EditValue({ message }: { readonly message: Parked }) {
  const { id, value, edited } = message;
  const bytes = edited ?? value;
  const [text, setText] = useState(() => laidOut(bytes?.text ?? ''));
  const complaint = complaintOf(text);
  return (
    <ActButton
      name="Edit"
      to={`message ${id}`}
      because={whyNot(message)}
      blocked={complaint}
      act={(because) => edit(id, text, because)}
      changes={CHANGES}
    >
      <p>What came is kept beside it. Redrive the message afterwards.</p>
      <label className="field">
        Value, as JSON
        <textarea
          className="code-input"
          rows={14}
          spellCheck={false}
          value={text}
          aria-invalid={complaint !== undefined}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <p className="small" role="status">
        {complaint ?? 'It is a JSON object.'}
      </p>
    </ActButton>
  );
}

function whyNot({ state, value, edited }: Parked): string | undefined {
  if (state !== 'parked') return 'It is being tried again';
  const bytes = edited ?? value;
  if (bytes?.truncated) return 'It is too long to be edited here: shelfwire dlq edit takes a file';
  return bytes?.encoding === 'base64'
    ? 'It is no text: shelfwire dlq edit takes a file'
    : undefined;
}
