import uPlot from 'uplot';
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
    axes: [axis, { ...axis, size: 48 }],
    series: [
      {},
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

/** A canvas knows no custom properties: a hidden element says what one comes to. */
function colour(name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
