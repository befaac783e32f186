import { partsOf, ratio, total, type Amounts } from './amounts.js';
import type { KpiRule } from './kpi-rule.js';
import { lagQuantile, LIMIT_SECONDS, partWithinLimit } from './lag-steps.js';

const PUSHED = 'no facts, publish to a channel: its acknowledgements are counted as they come';
const APPLIED = 'no facts, capture a source: changes are timed as they are applied';

const quantileOf =
  (measure: string, part: number) =>
  (amounts: Amounts): number | null =>
    lagQuantile(partsOf(amounts, measure), part);

const answered = (amounts: Amounts): number =>
  total(amounts, 'pushes', ['shown', 'repeated', 'rejected']);

/** How fast and how surely changes reach the channels. */
export const SPEED_KPIS: readonly KpiRule[] = [
  {
    id: 'event_lag_p50',
    title: 'Event lag, median',
    unit: 'seconds',
    better: 'low',
    target: null,
    dimensions: ['channel'],
    needs: PUSHED,
    value: quantileOf('answer_lag', 0.5),
  },
  {
    id: 'event_lag_p95',
    title: 'Event lag, 95th percentile',
    unit: 'seconds',
    better: 'low',
    target: { bound: 'at_most', value: LIMIT_SECONDS },
    dimensions: ['channel'],
    needs: PUSHED,
    value: quantileOf('answer_lag', 0.95),
  },
  {
    id: 'within_five_minutes',
    title: 'Updates within five minutes',
    unit: 'share',
    better: 'high',
    target: { bound: 'at_least', value: 0.95 },
    dimensions: ['channel'],
    needs: PUSHED,
    value: (amounts) => partWithinLimit(partsOf(amounts, 'answer_lag')),
  },
  {
    id: 'intake_lag_p50',
    title: 'Intake lag, median',
    unit: 'seconds',
    better: 'low',
    target: null,
    dimensions: ['location', 'source'],
    needs: APPLIED,
    value: quantileOf('intake_lag', 0.5),
  },
  {
    id: 'intake_lag_p95',
    title: 'Intake lag, 95th percentile',
    unit: 'seconds',
    better: 'low',
    target: null,
    dimensions: ['location', 'source'],
    needs: APPLIED,
    value: quantileOf('intake_lag', 0.95),
  },
  {
    id: 'push_errors',
    title: 'Listings rejected',
    unit: 'share',
    better: 'low',
    target: null,
    dimensions: ['channel'],
    needs: PUSHED,
    value: (amounts) => ratio(total(amounts, 'pushes', ['rejected']), answered(amounts)),
  },
  {
    id: 'push_retries',
    title: 'Listings sent again',
    unit: 'share',
    better: 'low',
    target: null,
    dimensions: ['channel'],
    needs: PUSHED,
    value: (amounts) => {
      const again = total(amounts, 'pushes', ['again']);
      return ratio(again, again + answered(amounts));
    },
  },
];
