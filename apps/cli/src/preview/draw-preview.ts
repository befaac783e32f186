import type { StockEventV1 } from '#contracts';
import { drawTree, type Branch } from '../terminal/tree.js';
import type { PreviewedRow } from './preview.js';

export function drawPreview(rows: readonly PreviewedRow[]): string[] {
  const tables = [...new Set(rows.map(({ table }) => table))];
  return tables.flatMap((name) =>
    drawTree({
      text: name,
      children: rows.filter(({ table }) => table === name).map(rowBranch),
    }),
  );
}

function rowBranch({ row, outcome }: PreviewedRow): Branch {
  if (outcome.kind !== 'events') {
    const fate = outcome.kind === 'waits' ? 'would wait' : 'would be parked';
    return { text: `${row}: ${fate}, ${outcome.reason}` };
  }
  const { events } = outcome;
  if (events.length === 0) return { text: `${row}: nothing, no rule matches` };
  return { text: row, children: events.map(({ event }) => ({ text: eventText(event) })) };
}

function eventText(event: StockEventV1): string {
  const place = `${event.sku} at ${event.location}`;
  const cause = event.cause ? `, cause ${event.cause.type} ${event.cause.id}` : '';
  const occurred = event.kind === 'level' ? '' : `, ${event.occurredAt}`;
  return `${event.kind} ${meaning(event)} ${place}${cause}${occurred} (rule ${event.source.rule})`;
}

function meaning({ effect, bucket, quantity, from }: StockEventV1): string {
  switch (effect) {
    case 'absolute':
      return `= ${quantity} ${bucket}`;
    case 'count':
      return `counted ${quantity} ${bucket}`;
    case 'delta':
      return `${quantity.startsWith('-') ? '' : '+'}${quantity} ${bucket}`;
    case 'transition':
      return `${quantity} from ${from?.bucket} at ${from?.location} to ${bucket}`;
    case 'none':
      return quantity === '0' ? 'names a cause' : `of ${quantity} tells of demand`;
  }
}
