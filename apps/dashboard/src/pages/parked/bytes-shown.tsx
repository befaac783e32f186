import type { Bytes } from '../../../../api/src/format/bytes.js';
import { grouped } from '../../parts/count-words.js';
import './bytes-shown.css';

interface BytesShownProps {
  readonly name: string;
  readonly bytes: Bytes | null;
}

/** Bytes as text where they are text, JSON laid out; else as base64. */
export function BytesShown({ name, bytes }: BytesShownProps) {
  if (!bytes) return <p className="small muted">{name}: none</p>;
  const { encoding, text, bytes: count, truncated } = bytes;
  const kind = encoding === 'utf8' ? 'text' : 'base64';
  return (
    <div>
      <p className="small muted">
        {name}: {grouped(count)} bytes, {kind}
        {truncated && ', the beginning'}
      </p>
      <pre className="bytes" tabIndex={0} role="region" aria-label={`${name}, ${kind}`}>
        {laidOut(text)}
      </pre>
    </div>
  );
}

/** JSON indented, any other text as it is. */
export function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
