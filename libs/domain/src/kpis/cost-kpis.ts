import { partsOf, ratio, total } from './amounts.js';
import type { KpiRule } from './kpi-rule.js';

const SAMPLED = 'no facts, declare channels: what buffers withhold is looked at every hour';

/** What caution costs. */
export const COST_KPIS: readonly KpiRule[] = [
  {
    id: 'buffer_cost',
    title: 'Withheld by buffers',
    unit: 'unit-days',
    better: 'low',
    target: null,
    dimensions: ['channel'],
    needs: SAMPLED,
    value: (amounts) =>
      partsOf(amounts, 'buffer_withheld').size === 0 ? null : total(amounts, 'buffer_withheld'),
  },
  {
    id: 'buffer_share',
    title: 'Withheld by buffers, of sellable stock',
    unit: 'share',
    better: 'low',
    target: null,
    dimensions: ['channel'],
    needs: SAMPLED,
    value: (amounts) => ratio(total(amounts, 'buffer_withheld'), total(amounts, 'buffer_sellable')),
  },
];
