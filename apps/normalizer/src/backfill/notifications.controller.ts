import { BatchHandler, type RawBatch } from '#messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { BACKFILL_NOTIFICATIONS, HearNotifications } from './hear-notifications.js';

/** Kafka in: what connectors tell of reading rows once more. */
@Controller()
export class NotificationsController {
  constructor(private readonly hear: HearNotifications) {}

  @BatchHandler(BACKFILL_NOTIFICATIONS)
  onBatches(@Payload() batches: readonly RawBatch[]): Promise<void> {
    return this.hear.handle(batches);
  }
}
