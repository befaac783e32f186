import uPlot from 'uplot';
import { absolute } from '../../time/words.js';
import type { Quantities } from './quantities.js';

const HEIGHT_PX = 220;
const COLOURS = 5;
const FONT = '12px system-ui, sans-serif';

/** A stepped line for each location, in the page's own colours. */
export function chartOptions({ series }: Quantities, width: number): uPlot.Options {
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  const axis = {
    stroke: colour('--muted'),
    grid: { stroke: colour('--line'), width: 1 },
    ticks: { stroke: colour('--line'), width: 1 },
    font: FONT,
  };
  return {
    width: Math.max(width, 200),
    height: HEIGHT_PX,
    cursor: { y: false },
    scales: { y: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] } },
    axes: [
      { ...axis, values: (_, splits) => timesOf(splits) },
      { ...axis, size: 48 },
    ],
    series: [
      { label: 'Time', value: (_, time) => (time === null ? '–' : absolute(time * 1000)) },
      ...series.map(({ location }, place) => ({
        label: location,
        stroke: colour(`--series-${(place % COLOURS) + 1}`),
        width: 2,
        points: { show: false },
        ...(stepped ? { paths: stepped } : {}),
      })),
    ],
  };
}

const DAY_SECONDS = 86_400;
const HOURS = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const DAYS = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

/** The hour, or the day where marks stand a day apart. */
function timesOf(splits: readonly number[]): string[] {
  const [first = 0, second = first] = splits;
  const format = second - first < DAY_SECONDS ? HOURS : DAYS;
  return splits.map((time) => format.format(new Date(time * 1000)));
}

/** A canvas knows no custom properties: a hidden element says what one comes to. */
function colour(name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
