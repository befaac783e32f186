import { ACCURACY_KPIS } from './accuracy-kpis.js';
import { COST_KPIS } from './cost-kpis.js';
import type { KpiRule } from './kpi-rule.js';
import { ORDER_KPIS } from './order-kpis.js';
import { SPEED_KPIS } from './speed-kpis.js';
import { VENDOR_KPIS } from './vendor-kpis.js';

/** Every KPI, in the order in which they are told. */
export const KPIS: readonly KpiRule[] = [
  ...SPEED_KPIS,
  ...ACCURACY_KPIS,
  ...ORDER_KPIS,
  ...COST_KPIS,
  ...VENDOR_KPIS,
];
