import { z } from 'zod';
import { name } from '../policy-words.js';
import { receiver } from './receiver.schema.js';

const seconds = z.int().nonnegative();

/** How long each severity waits; the defaults are those of ops/alertmanager. */
const bySeverity = (critical: number, warning: number) =>
  z
    .strictObject({ critical: seconds.default(critical), warning: seconds.default(warning) })
    .prefault({});

export const notificationPolicy = z.strictObject({
  receivers: z.record(name, receiver).describe('who is told of alerts, by name'),
  groupWaitSeconds: bySeverity(10, 30).describe(
    'how long an alert waits for others of its kind and source before the first notification',
  ),
  groupIntervalSeconds: seconds
    .default(300)
    .describe('least time between two notifications of one group'),
  repeatAfterSeconds: bySeverity(3_600, 14_400).describe(
    'after which an alert that is still open is told again',
  ),
  endAfterSeconds: seconds
    .default(600)
    .describe('how long an alert must have been over before that is told: one that flaps is one'),
});

export type NotificationPolicy = z.infer<typeof notificationPolicy>;
