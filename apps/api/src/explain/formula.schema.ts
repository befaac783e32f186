import { OFFER_STATUSES } from '#domain';
import { z } from 'zod';
import { count, decimalText, instant, seconds } from '../format/schemas.js';

const amount = z.number().nonnegative();

const dynamicSchema = z
  .object({
    most: count.describe("beta's part of what is sellable: the most that the buffer takes"),
    wanted: count.describe('drift + max(minimum, rate, line), rounded up'),
    drift: amount.describe('z · drift · √ days since the count'),
    daysSinceCount: count,
    minimum: count,
    rate: count.describe('⌈μτ + z·√(σ²τ + μ²σ_τ²)⌉'),
    perDay: amount.describe('μ: mean units sold in a day'),
    variance: amount.describe('σ²: variance of the units sold in a day'),
    days: count.describe('days that the sales are spread over'),
    exposure: z
      .object({
        seconds: seconds.describe('τ, the sum of the next four'),
        lagSeconds: seconds.describe('measured: source commit → acknowledged by the channel'),
        applySeconds: seconds,
        ageSeconds: seconds.describe("the location's, where its source is late"),
        othersSeconds: seconds.describe('for which another channel of the same stock is silent'),
        deviationSeconds: seconds.describe('σ_τ'),
      })
      .describe('for how long the number may be wrong'),
    line: count.describe('Q_p where at most lineGate is sellable, else 0'),
    lineQuantile: count,
    lineGate: amount,
  })
  .meta({ id: 'DynamicBuffer' });

const termSchema = z.object({
  location: z.string(),
  standing: z
    .enum(['counted', 'silent', 'unverified', 'no_source'])
    .describe('whether the location counts for the channel, and if not, why'),
  freshness: z.enum(['fresh', 'late', 'withheld']),
  availableBase: decimalText,
  claimed: decimalText.describe('held by the claims that `claims` lists'),
  sellable: decimalText,
  protect: count,
  buffer: count,
  dynamic: dynamicSchema.nullable().describe('how the buffer was reckoned; null: a fixed one'),
  units: count,
});

const pickupSchema = z
  .object({
    location: z.string(),
    eligible: z.boolean(),
    enough: z.boolean().describe('stock less the buffer suffices'),
    heard: z.boolean().describe("the store's source was heard in time"),
    counted: z.boolean().describe('the last count is young enough'),
    sound: z.boolean().describe('no negative stock, no sources that disagree'),
    countClass: z.string().nullable(),
    countedUntil: instant.nullable().describe('until when the last count holds; null: none'),
  })
  .meta({ id: 'PickupSignals' });

const offerSchema = z
  .object({
    status: z.enum(OFFER_STATUSES).describe('ItemAvailability of schema.org'),
    pickup: z.array(z.string()).describe('stores where customers may collect'),
    preorder: z.object({ units: count, availableFrom: z.iso.date() }).nullable(),
  })
  .meta({ id: 'Offer' });

export const formulaSchema = z
  .object({
    text: z.string(),
    terms: z.array(termSchema).describe("by the pool's priority"),
    sum: count,
    mode: z.enum(['shared', 'partitioned']),
    weight: amount.nullable().describe('the part of the sum in partitioned mode'),
    cap: count.nullable(),
    units: count.describe('recomputed now, by the policy of this process'),
    offer: offerSchema.nullable().describe('null: of a past moment, for it is not reckoned again'),
    pickups: z.array(pickupSchema),
  })
  .meta({ id: 'Formula' });

export type Formula = z.infer<typeof formulaSchema>;
