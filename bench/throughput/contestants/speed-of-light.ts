import { encodeAvailability, type KafkaRecord } from '#contracts';
import type { Contestant, Heat } from '../contest/contestant.js';
import { endsOf, recordsBetween } from '../contest/outputs.js';
import type { BenchPolicy } from '../policy.js';
import { startProgram } from './node-program.js';

/** (A) consume, parse, produce. */
export const speedOfLight: Contestant = {
  name: 'A speed of light',
  async start(heat) {
    const { arena, load } = heat;
    const from = await endsOf(arena, load.output);
    const program = startProgram(heat, 'speed-of-light', {
      sample: availabilitySample(heat.policy),
    });
    const progress = async () => recordsBetween(from, await endsOf(arena, load.output));
    return {
      programs: [program.process],
      progress,
      verify: () => verifyCount(progress, heat),
      stop: () => program.stop(),
    };
  },
};

/** @throws Error unless there is an output for every event */
export async function verifyCount(progress: () => Promise<number>, { load }: Heat): Promise<void> {
  const outputs = await progress();
  if (outputs !== load.events) throw new Error(`${outputs} outputs for ${load.events} events`);
}

export type Sample = Pick<KafkaRecord, 'value' | 'headers'>;

/** A typical message of availability.v1 under the policy. */
export function availabilitySample({ channels, policy }: BenchPolicy): Sample {
  const { value, headers } = encodeAvailability({
    sku: 'SKU-0012345',
    version: 2,
    channels: Object.fromEntries(channels.map(({ id }) => [id, 123])),
    recordedAt: '2026-11-02T08:00:00.000Z',
    appliedAt: '2026-11-02T08:00:00.000Z',
    policyVersion: policy.policyVersion,
  });
  return { value, headers };
}
