import { useServerNow } from './clock.js';
import { absolute, wholeSpan } from './words.js';

interface AgeProps {
  /** an instant; null: never */
  readonly at: string | null;
  readonly never?: string;
  /** says `in 3 min` of what is to come */
  readonly suffix?: string;
}

/** How long ago, counting on; the moment itself in its title. */
export function Age({ at, never = 'never', suffix = ' ago' }: AgeProps) {
  const now = useServerNow();
  if (at === null) return <span className="muted">{never}</span>;
  const seconds = (now - Date.parse(at)) / 1000;
  return (
    <time dateTime={at} title={absolute(at)} className="number">
      {seconds < -1 ? `in ${wholeSpan(-seconds)}` : `${wholeSpan(seconds)}${suffix}`}
    </time>
  );
}
