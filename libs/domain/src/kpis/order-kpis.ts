import { partsOf, ratio, total, type Amounts } from './amounts.js';
import type { KpiRule } from './kpi-rule.js';

/** Why an order line was cancelled; those of availability first. */
export const CANCEL_REASONS = [
  'oversold',
  'late_receipt',
  'damaged',
  'address',
  'customer',
  'other',
] as const;

export type CancelReason = (typeof CANCEL_REASONS)[number];

const OUTCOMES = 'no facts, send the outcomes of orders to POST /v1/order-outcomes';
const CLAIMS = 'no facts, claim stock for orders: POST /v1/orders or /v1/reservations';
const REFUSED = ['order_short', 'commit_refused'];
/** What becomes of a reservation that ends without an order. */
const ENDS = ['absorbed', 'expired', 'released', 'exception'];

const ordersCancelled = (measure: string) => (amounts: Amounts) =>
  ratio(total(amounts, measure), total(amounts, 'orders'));

const refusals = (amounts: Amounts): number => total(amounts, 'claim_exceptions', REFUSED);

/** What became of orders. */
export const ORDER_KPIS: readonly KpiRule[] = [
  {
    id: 'allocation_accuracy',
    title: 'Allocation accuracy',
    unit: 'share',
    better: 'high',
    target: null,
    dimensions: ['channel', 'location'],
    needs: OUTCOMES,
    value: (amounts) => ratio(total(amounts, 'orders_untouched'), total(amounts, 'orders')),
  },
  {
    id: 'cancellation_rate',
    title: 'Orders cancelled',
    unit: 'share',
    better: 'low',
    target: null,
    dimensions: ['channel', 'location'],
    needs: OUTCOMES,
    value: ordersCancelled('orders_cancelled'),
    parts: (amounts) =>
      CANCEL_REASONS.filter((reason) => partsOf(amounts, 'orders_cancelled_for').has(reason)).map(
        (reason) => ({
          part: reason,
          value: ratio(total(amounts, 'orders_cancelled_for', [reason]), total(amounts, 'orders')),
        }),
      ),
  },
  {
    id: 'availability_cancellations',
    title: 'Orders cancelled for availability',
    unit: 'share',
    better: 'low',
    target: { bound: 'below', value: 0.01 },
    dimensions: ['channel', 'location'],
    needs: OUTCOMES,
    value: ordersCancelled('orders_cancelled_for_stock'),
  },
  {
    id: 'oversell_rate',
    title: 'Orders oversold',
    unit: 'share',
    better: 'low',
    target: null,
    dimensions: ['channel', 'location'],
    needs: OUTCOMES,
    value: (amounts) =>
      ratio(total(amounts, 'orders_cancelled_for', ['oversold']), total(amounts, 'orders')),
  },
  {
    id: 'promise_accuracy',
    title: 'Promise accuracy',
    unit: 'share',
    better: 'high',
    target: { bound: 'above', value: 0.95 },
    dimensions: ['channel', 'location'],
    needs: 'no facts, send deliveries with promisedBy to POST /v1/order-outcomes',
    value: (amounts) => ratio(total(amounts, 'promises_kept'), total(amounts, 'promises')),
  },
  {
    id: 'order_refusals',
    title: 'Claims of orders refused',
    unit: 'share',
    better: 'low',
    target: null,
    dimensions: ['channel'],
    needs: CLAIMS,
    value: (amounts) => {
      const refused = refusals(amounts);
      return ratio(refused, refused + total(amounts, 'claims_made'));
    },
  },
  {
    id: 'claim_expiry',
    title: 'Claims that expired',
    unit: 'share',
    better: 'low',
    target: null,
    dimensions: ['channel'],
    needs: CLAIMS,
    value: (amounts) =>
      ratio(total(amounts, 'claims_ended', ['expired']), total(amounts, 'claims_ended', ENDS)),
  },
];
