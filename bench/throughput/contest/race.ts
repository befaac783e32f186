import { setTimeout as sleep } from 'node:timers/promises';
import { cpuSecondsOfAll, usageOf } from '../../support/process-usage.js';
import { tail, type ManagedProcess } from '../../../tools/stack/managed-process.js';
import type { Contestant, Heat, Running } from './contestant.js';

/** What the measured events of one run took. */
export interface Measurement {
  readonly events: number;
  readonly seconds: number;
  /** CPU seconds */
  readonly cpu: { readonly app: number; readonly postgres: number; readonly broker: number };
  /** of the contestant's own processes at the end */
  readonly memoryMiB: number;
}

interface Sample {
  readonly atMs: number;
  readonly events: number;
  readonly cpu: Measurement['cpu'];
}

const EVERY_MS = 200;
const GIVE_UP_MS = 240_000;

/** Lets a contestant work a load off, measures the part after the warm-up, and checks the end. */
export async function race(contestant: Contestant, heat: Heat): Promise<Measurement> {
  const running = await contestant.start(heat);
  try {
    const samples = await Promise.race([
      sampleUntilDone(running, heat, contestant.name),
      ...running.programs.map(untilEnded),
    ]);
    const memoryMiB = pidsOf(running).reduce((sum, pid) => sum + usageOf(pid).memoryMiB, 0);
    await running.verify();
    return { ...between(samples, heat.load), memoryMiB };
  } finally {
    await running.stop();
  }
}

/** @throws Error with the end of the log when a contestant's program ends in the middle of its work */
async function untilEnded({ exited, spec: { name, logFile } }: ManagedProcess): Promise<never> {
  const how = await exited;
  throw new Error(`${name} ended (${how}). The end of ${logFile}:\n${tail(logFile)}`);
}

const pidsOf = ({ programs }: Running): number[] => programs.flatMap(({ pid }) => pid ?? []);

async function sampleUntilDone(
  running: Running,
  { arena, load }: Heat,
  name: string,
): Promise<Sample[]> {
  const deadline = performance.now() + GIVE_UP_MS;
  const samples: Sample[] = [];
  for (;;) {
    const events = await running.progress();
    samples.push({ atMs: performance.now(), events, cpu: cpuOf(running, arena) });
    if (events >= load.events) return samples;
    arena.signal.throwIfAborted();
    if (performance.now() > deadline) {
      throw new Error(`${name} has done ${events} of ${load.events} events of ${load.name}`);
    }
    await sleep(EVERY_MS);
  }
}

function cpuOf(running: Running, { postgres, broker }: Heat['arena']): Measurement['cpu'] {
  const [database = 0, kafka = 0, ...own] = cpuSecondsOfAll([postgres, broker, ...pidsOf(running)]);
  return { app: own.reduce((sum, seconds) => sum + seconds, 0), postgres: database, broker: kafka };
}

/** From the first sample at or past the warm-up to the end. */
function between(
  samples: readonly Sample[],
  { warmUp, name }: Heat['load'],
): Omit<Measurement, 'memoryMiB'> {
  const from = samples.find(({ events }) => events >= warmUp);
  const to = samples.at(-1);
  if (!from || !to || to.events <= from.events) {
    throw new Error(`${name} is too short to be measured: it was over within ${EVERY_MS} ms`);
  }
  return {
    events: to.events - from.events,
    seconds: (to.atMs - from.atMs) / 1000,
    cpu: {
      app: to.cpu.app - from.cpu.app,
      postgres: to.cpu.postgres - from.cpu.postgres,
      broker: to.cpu.broker - from.cpu.broker,
    },
  };
}
