import { useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Explain } from '../../../../api/src/explain/explain.schema.js';
import { Card } from '../../parts/card.js';
import { THEME_CHANGED } from '../../shell/theme.js';
import { chartOptions } from './chart-options.js';
import { quantitiesOf, type Quantities } from './quantities.js';
import './quantity-chart.css';

/** Stock for sale at each location over time; the changes below say the same in words. */
export function QuantityChart({ explain }: { readonly explain: Explain }) {
  const quantities = useMemo(() => quantitiesOf(explain), [explain]);
  if (!quantities) return null;
  const places = quantities.series.map(({ location }) => location).join(', ');
  return (
    <Card title="Stock for sale over time">
      <figure
        aria-label={`Stock for sale at ${places} over time; the changes below list each step`}
      >
        <Chart quantities={quantities} />
      </figure>
    </Card>
  );
}

function Chart({ quantities }: { readonly quantities: Quantities }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const frame = place.current;
    if (!frame) return undefined;
    let chart: uPlot | undefined;
    const draw = () => {
      chart?.destroy();
      const units = quantities.series.map((one) => [...one.units]);
      const options = chartOptions(quantities, frame.clientWidth);
      chart = new uPlot(options, [[...quantities.times], ...units], frame);
    };
    const resized = new ResizeObserver(draw);
    resized.observe(frame);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', draw);
    window.addEventListener(THEME_CHANGED, draw);
    return () => {
      resized.disconnect();
      scheme.removeEventListener('change', draw);
      window.removeEventListener(THEME_CHANGED, draw);
      chart?.destroy();
    };
  }, [quantities]);
  return <div ref={place} className="chart" />;
}
