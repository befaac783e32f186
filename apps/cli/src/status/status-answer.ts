import { z } from 'zod';

const seconds = z.number();

const source = z.looseObject({
  source: z.string(),
  stale: z.boolean(),
  heartbeat: z.looseObject({ ageSeconds: seconds, travelSeconds: seconds }).nullable(),
  lastChangeAgeSeconds: seconds.nullable(),
  locations: z.array(z.string()),
});

const stage = z.looseObject({
  stage: z.string(),
  lagSeconds: seconds.nullable(),
  basis: z.string(),
  delay: z
    .looseObject({ p50Seconds: seconds, p95Seconds: seconds, maxSeconds: seconds })
    .nullable(),
  backlog: z.number().nullable(),
  lastProgressAt: z.string().nullable(),
  parked: z.number(),
});

const channel = z.looseObject({
  channel: z.string(),
  items: z.number(),
  acknowledged: z.number(),
  pending: z.number(),
  unclear: z.number(),
  rejected: z.number(),
  oldestUnacknowledgedAgeSeconds: seconds.nullable(),
  lease: z.looseObject({ owner: z.string(), expired: z.boolean() }).nullable(),
});

/** What the command draws of `GET /v1/status`. */
export const statusAnswer = z.looseObject({
  at: z.string(),
  policyVersion: z.string(),
  state: z.string(),
  sources: z.array(source),
  stages: z.array(stage),
  waiting: z.looseObject({ count: z.number(), oldestAgeSeconds: seconds.nullable() }),
  parked: z.looseObject({
    count: z.number(),
    byCode: z.array(
      z.looseObject({
        stage: z.string(),
        code: z.string(),
        count: z.number(),
        newestAt: z.string(),
      }),
    ),
  }),
  channels: z.array(channel),
  alerts: z.array(
    z.looseObject({
      kind: z.string(),
      subject: z.string(),
      severity: z.string(),
      summary: z.string(),
      since: z.string(),
    }),
  ),
});

export type StatusAnswer = z.infer<typeof statusAnswer>;
