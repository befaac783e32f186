import { useServerNow } from './clock.js';
import { absolute, wholeSpan } from './words.js';

interface GrowingProps {
  /** seconds when it was measured; null: nothing to tell */
  readonly seconds: number | null;
  /** when it was measured, by the server's clock */
  readonly measuredAt: string;
  readonly none?: string;
}

/** An age that was told in seconds, counting on since it was measured. */
export function Growing({ seconds, measuredAt, none = '–' }: GrowingProps) {
  const now = useServerNow();
  if (seconds === null) return <span className="muted">{none}</span>;
  const since = Date.parse(measuredAt) - seconds * 1000;
  return (
    <span className="number" title={`since ${absolute(since)}`}>
      {wholeSpan((now - since) / 1000)}
    </span>
  );
}
