import { z } from 'zod';

const stage = z.looseObject({
  stage: z.string(),
  at: z.string().nullable(),
  afterSeconds: z.number().nullable(),
  note: z.string().nullable(),
});

const journey = z.looseObject({
  event: z.string(),
  sku: z.string(),
  kind: z.string(),
  row: z.looseObject({
    system: z.string(),
    table: z.string(),
    rowKey: z.string(),
    rule: z.string(),
    position: z.string().nullable(),
  }),
  op: z.string(),
  cdc: z.looseObject({ topic: z.string(), partition: z.number(), offset: z.string() }),
  moves: z.array(
    z.looseObject({
      line: z.string(),
      location: z.string(),
      bucket: z.string().nullable(),
      change: z.string(),
    }),
  ),
  version: z.number(),
  policyVersion: z.string(),
  stages: z.array(stage),
  channels: z.array(
    z.looseObject({
      channel: z.string(),
      listing: z.string(),
      quantity: z.number().nullable(),
      stages: z.array(stage),
    }),
  ),
});

/** What the command draws of `GET /v1/journeys`. */
export const journeysAnswer = z.looseObject({ journeys: z.array(journey) });

export type JourneyAnswer = z.infer<typeof journey>;
export type JourneyStage = z.infer<typeof stage>;
