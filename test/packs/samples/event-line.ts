import type { StockEventV1 } from '#contracts';

/** One stock event for people: what happened to which item where, and why. */
export function eventLine(event: StockEventV1): string {
  const { kind, sku, location, source } = event;
  return [`${source.rule}: ${kind} ${sku} at ${location}: ${effectOf(event)}`, ...termsOf(event)]
    .join(', ')
    .trim();
}

function effectOf({ effect, bucket, quantity, from, retracted }: StockEventV1): string {
  if (retracted) return `${bucket ?? 'cause'} taken back`;
  if (effect === 'none' && quantity === '0') return 'cause';
  const taken = from ? ` from ${from.bucket} at ${from.location}` : '';
  const words = {
    none: 'cause of',
    absolute: '=',
    count: 'counted',
    delta: 'by',
    transition: 'by',
  };
  return `${bucket ?? ''} ${words[effect]} ${quantity}${taken}`.trim();
}

function termsOf({
  cause,
  eta,
  vendor,
  occurredAt,
  recordedAt,
  countedAt,
}: StockEventV1): string[] {
  return [
    ...(cause ? [`for ${[cause.type, cause.id, cause.line].filter(Boolean).join(' ')}`] : []),
    ...(eta ? [`due ${eta}`] : []),
    ...(vendor ? [`from ${vendor}`] : []),
    ...(countedAt ? [`counted ${countedAt}`] : []),
    ...(occurredAt === recordedAt ? [] : [`at ${occurredAt}`]),
  ];
}
