import type { LogFields } from '#observability';
import type { Poison } from './park.js';

/** A changed table parks thousands: the first few tell what it is, the rest is counted. */
const MOST_LINES = 3;

/** Where a warning is written, with fields beside it. */
export interface WarningLog {
  warn(message: string, fields: LogFields): void;
}

/**
 * Logs where messages are that were just parked, and why by code alone: the reason may quote what they hold,
 * and stands in `parked_message`.
 */
export function tellParked(logger: WarningLog, stage: string, poisons: readonly Poison[]): void {
  for (const { message, error } of poisons.slice(0, MOST_LINES)) {
    const { topic, partition, offset, headers } = message;
    const eventId = headers?.['ce_id'];
    logger.warn('parked a message', {
      stage,
      code: error.code,
      topic,
      partition,
      offset: offset.toString(),
      ...(eventId !== undefined && { eventId }),
    });
  }
  const rest = poisons.length - MOST_LINES;
  if (rest > 0) logger.warn(`parked ${rest} more messages`, { stage });
}
