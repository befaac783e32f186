import { SpanKind, type Attributes } from '@opentelemetry/api';
import { positionOf, type Stretch } from '../log-fields.js';

/**
 * Names of spans and attributes. OpenTelemetry's conventions for messaging and databases are still in
 * development, so they are here and nowhere else. No name holds an item, an order or a shopper.
 */
export interface SpanName {
  readonly name: string;
  readonly kind: SpanKind;
  readonly attributes: Attributes;
}

/** A batch handler at work at what a fetch brought. @param handler such as `row-changes` */
export const processing = (
  handler: string,
  groupId: string,
  batches: readonly Stretch[],
): SpanName => ({
  name: `process ${handler}`,
  kind: SpanKind.CONSUMER,
  attributes: {
    'messaging.system': 'kafka',
    'messaging.operation.type': 'process',
    'messaging.consumer.group.name': groupId,
    'messaging.batch.message_count': batches.reduce(
      (sum, { messages }) => sum + messages.length,
      0,
    ),
    // an explanation names a change's place in a topic: these find its span
    'shelfwire.offsets': batches.map(positionOf),
  },
});

/** Messages that are sent to one topic at once. */
export const sending = (topic: string, messages: number): SpanName => ({
  name: `send ${topic}`,
  kind: SpanKind.PRODUCER,
  attributes: {
    'messaging.system': 'kafka',
    'messaging.operation.type': 'send',
    'messaging.destination.name': topic,
    'messaging.batch.message_count': messages,
  },
});

/** One call of a marketplace. @param purpose such as `push` */
export const calling = (purpose: string, channel: string, listings: number): SpanName => ({
  name: `${purpose} ${channel}`,
  kind: SpanKind.CLIENT,
  attributes: { 'shelfwire.channel': channel, 'shelfwire.listings': listings },
});

/** One unit of work at Shelfwire's own database. */
export const TRANSACTION: SpanName = {
  name: 'transaction',
  kind: SpanKind.CLIENT,
  attributes: { 'db.system.name': 'postgresql' },
};
