import type { Arena } from './arena.js';
import type { Contestant, LoadedTopic } from './contest/contestant.js';
import { race, type Measurement } from './contest/race.js';
import { writePolicy, type BenchPolicy } from './policy.js';

/** One thing to measure: who, on which load, under a policy of how many channels. */
export interface Series {
  readonly key: string;
  readonly channels: number;
  /** called once per round */
  readonly prepare: (course: Course) => Promise<{ contestant: Contestant; load: LoadedTopic }>;
}

/** What the series share: the servers, and what was made for an earlier one. */
export class Course {
  private readonly made = new Map<string, Promise<unknown>>();
  private count = 0;

  constructor(
    readonly arena: Arena,
    /** factor on every number of events: a small one tries things out */
    readonly scale: number,
  ) {}

  once<T>(key: string, make: () => Promise<T>): Promise<T> {
    const known = this.made.get(key) ?? make();
    this.made.set(key, known);
    return known as Promise<T>;
  }

  policy(channels: number): Promise<BenchPolicy> {
    const make = () => Promise.resolve(writePolicy(this.arena.folder, channels));
    return this.once(`policy of ${channels}`, make);
  }

  async measure(series: Series): Promise<Measurement> {
    const policy = await this.policy(series.channels);
    const { contestant, load } = await series.prepare(this);
    this.count += 1;
    const heat = { arena: this.arena, load, policy, id: `${series.key}-${this.count}` };
    const measurement = await race(contestant, heat);
    console.log(`${contestant.name} on ${load.name}: ${summary(measurement)}`);
    return measurement;
  }
}

const summary = ({ events, seconds, cpu }: Measurement): string => {
  const micros = (cpuSeconds: number) => ((cpuSeconds * 1e6) / events).toFixed(1);
  return `${Math.round(events / seconds)}/s; CPU µs per event: own ${micros(cpu.app)}, PostgreSQL ${micros(cpu.postgres)}, broker ${micros(cpu.broker)}`;
};

/** Rounds of all series in turn, so that what happens on the machine happens to all of them. */
export async function runRounds(
  course: Course,
  series: readonly Series[],
  rounds: number,
): Promise<ReadonlyMap<string, readonly Measurement[]>> {
  const results = new Map<string, Measurement[]>(series.map(({ key }) => [key, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const one of series) {
      console.log(`round ${round} of ${rounds}: ${one.key}`);
      results.get(one.key)?.push(await course.measure(one));
    }
  }
  return results;
}
