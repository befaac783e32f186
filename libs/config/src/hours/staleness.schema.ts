import { z } from 'zod';

/** When a location that sends nothing, while its source lives, is no chance any more. */
export const stalenessPolicy = z
  .strictObject({
    graceMinutes: z
      .int()
      .nonnegative()
      .max(720)
      .default(30)
      .describe('minutes after opening during which nobody is alarmed'),
    leastMinutes: z
      .int()
      .positive()
      .default(10)
      .describe('shorter silences are never too long, however busy the location is'),
    mostHours: z
      .number()
      .positive()
      .default(24)
      .describe(
        'open hours after which a silence is too long that one of ten thousand reaches; sooner, one of a million',
      ),
    recoverAfterSeconds: z
      .int()
      .nonnegative()
      .default(120)
      .describe('seconds for which changes must have come again before the location is well'),
    withholdAfterMinutes: z
      .int()
      .positive()
      .nullable()
      .default(240)
      .describe(
        'minutes of being stale after which the location is withheld from channels; null: never',
      ),
  })
  .prefault({});

export type StalenessPolicy = z.infer<typeof stalenessPolicy>;
