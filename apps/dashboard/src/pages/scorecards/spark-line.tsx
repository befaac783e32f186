import './spark-line.css';

interface SparkLineProps {
  /** one for each day; null: no facts */
  readonly series: readonly (number | null)[];
  readonly label: string;
}

const WIDTH = 120;
const HEIGHT = 26;
const PAD = 3;

/** The days of a month as one line, broken where nothing is known; the numbers stand beside it. */
export function SparkLine({ series, label }: SparkLineProps) {
  const known = series.filter((value) => value !== null);
  if (known.length < 2) return <span className="muted">–</span>;
  const least = Math.min(...known);
  const span = Math.max(...known) - least;
  const at = (value: number, index: number) => {
    const x = PAD + (index / Math.max(1, series.length - 1)) * (WIDTH - 2 * PAD);
    const part = span > 0 ? (value - least) / span : 0.5;
    const y = HEIGHT - PAD - part * (HEIGHT - 2 * PAD);
    return `${x.toFixed(1)} ${y.toFixed(1)}`;
  };
  const path = series
    .map((value, index) => {
      if (value === null) return '';
      const isFirst = index === 0 || series[index - 1] === null;
      // a day alone is a dot: a line of no length with round ends
      return `${isFirst ? `M${at(value, index)}` : ''}L${at(value, index)}`;
    })
    .join('');
  return (
    <svg className="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img">
      <title>{label}</title>
      <path d={path} />
    </svg>
  );
}
