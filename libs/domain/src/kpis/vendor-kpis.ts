import { ratio, total } from './amounts.js';
import type { KpiRule } from './kpi-rule.js';

const ANNOUNCED =
  'no facts, announce purchase orders: a pack with kind asn, an eta and, for vendors, a vendor';
const RECEIVED = 'no facts, capture receipts that name their purchase order as their cause';

/** How vendors keep what they announce. Everything counts for the day of the announced date. */
export const VENDOR_KPIS: readonly KpiRule[] = [
  {
    id: 'fill_rate',
    title: 'Fill rate',
    unit: 'share',
    better: 'high',
    target: null,
    dimensions: ['vendor', 'location'],
    needs: ANNOUNCED,
    value: (amounts) =>
      ratio(total(amounts, 'inbound_received'), total(amounts, 'inbound_promised')),
  },
  {
    id: 'asn_accuracy',
    title: 'ASN accuracy',
    unit: 'share',
    better: 'high',
    target: null,
    dimensions: ['vendor', 'location'],
    needs: ANNOUNCED,
    value: (amounts) => ratio(total(amounts, 'inbound_exact'), total(amounts, 'inbound_lines')),
  },
  {
    id: 'vendor_on_time',
    title: 'Received in full by the announced date',
    unit: 'share',
    better: 'high',
    target: null,
    dimensions: ['vendor', 'location'],
    needs: ANNOUNCED,
    value: (amounts) => ratio(total(amounts, 'inbound_on_time'), total(amounts, 'inbound_lines')),
  },
  {
    id: 'lead_time_spread',
    title: 'Lead-time consistency, deviation',
    unit: 'days',
    better: 'low',
    target: null,
    dimensions: ['vendor', 'location'],
    needs: RECEIVED,
    value: (amounts) => {
      const lines = total(amounts, 'inbound_arrived');
      const mean = ratio(total(amounts, 'inbound_days_late'), lines);
      const square = ratio(total(amounts, 'inbound_days_late_squared'), lines);
      if (mean === null || square === null) return null;
      return Math.sqrt(Math.max(0, square - mean ** 2));
    },
  },
];
