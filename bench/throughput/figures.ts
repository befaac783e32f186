import type { Measurement } from './contest/race.js';

/** Medians of a series' rounds. */
export interface Figures {
  readonly eventsPerSecond: number;
  /** CPU microseconds per event */
  readonly own: number;
  readonly postgres: number;
  readonly broker: number;
  readonly memoryMiB: number;
  readonly rounds: number;
}

export function figuresOf(rounds: readonly Measurement[]): Figures {
  const of = (value: (one: Measurement) => number) => median(rounds.map(value));
  const micros = (seconds: number, { events }: Measurement) => (seconds * 1e6) / events;
  return {
    eventsPerSecond: of(({ events, seconds }) => events / seconds),
    own: of((one) => micros(one.cpu.app, one)),
    postgres: of((one) => micros(one.cpu.postgres, one)),
    broker: of((one) => micros(one.cpu.broker, one)),
    memoryMiB: of(({ memoryMiB }) => memoryMiB),
    rounds: rounds.length,
  };
}

/** All that an event costs: the contestant, its database and the broker. */
export const cpuPerEvent = ({ own, postgres, broker }: Figures): number => own + postgres + broker;

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
