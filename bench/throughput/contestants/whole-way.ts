import type { Database } from '../arena.js';
import type { Contestant, Running } from '../contest/contestant.js';
import { endsOf, recordsBetween } from '../contest/outputs.js';
import { verifyOutputs } from '../contest/verify-outputs.js';
import { prefillReferences } from '../load/cdc-load.js';
import { stockRecord } from '../load/stock-record.js';
import type { LoadSpec } from '../load/changes.js';
import { topicsOf } from '#contracts';
import { startProgram } from './node-program.js';
import { appliedBy, startStage, verifyPositions } from './shelfwire.js';
import { availabilitySample, verifyCount, type Sample } from './speed-of-light.js';

/** Both stages, each a process: row changes in, numbers out. */
export const wholeWay = (spec: LoadSpec): Contestant => ({
  name: 'Shelfwire, both stages',
  async start(heat): Promise<Running> {
    const { arena, load } = heat;
    const database = await arena.createDatabase('shelfwire');
    await prefillReferences(database, spec);
    const { stockEvents } = topicsOf(load.namespace);
    const events = await endsOf(arena, stockEvents);
    await skipTo(database, stockEvents, events);
    const before = Number([...events.values()].reduce((sum, end) => sum + end, 0n));
    const from = await endsOf(arena, load.output);
    const programs = [
      await startStage(heat, database, 'normalizer'),
      await startStage(heat, database, 'availability'),
    ];
    return {
      programs: programs.map(({ process }) => process),
      progress: async () => Math.max(0, (await appliedBy(database, 'availability')) - before),
      verify: async () => {
        await verifyPositions(database, heat);
        await verifyOutputs(heat, from);
      },
      stop: async () => {
        await Promise.all(programs.map((program) => program.stop()));
        await database.drop();
      },
    };
  },
});

/** The events of the run before are on the topic still. */
async function skipTo(
  { client }: Database,
  topic: string,
  ends: ReadonlyMap<number, bigint>,
): Promise<void> {
  await client.query(
    `INSERT INTO stage_progress (stage, topic, partition, applied, announced)
     SELECT 'availability', $1, partition, next, next
     FROM unnest($2::int[], $3::bigint[]) AS given (partition, next)`,
    [topic, [...ends.keys()], [...ends.values()].map(String)],
  );
}

/** (A) twice: row change → a message of a stock event's size → one of availability.v1's. */
export const speedOfLightTwice = (spec: LoadSpec): Contestant => ({
  name: 'A speed of light, twice',
  async start(heat): Promise<Running> {
    const { arena, load, id } = heat;
    const between = `${load.namespace}light-${id}`;
    await arena.admin.createTopics({ topics: [{ topic: between, numPartitions: 4 }] });
    const from = await endsOf(arena, load.output);
    const first = startProgram(heat, 'speed-of-light', {
      output: between,
      sample: stockEventSample(spec),
      groupId: `${id}-first`,
    });
    const second = startProgram(heat, 'speed-of-light', {
      input: between,
      sample: availabilitySample(heat.policy),
      groupId: `${id}-second`,
    });
    const progress = async () => recordsBetween(from, await endsOf(arena, load.output));
    return {
      programs: [first.process, second.process],
      progress,
      verify: () => verifyCount(progress, heat),
      stop: async () => {
        await Promise.all([first.stop(), second.stop()]);
      },
    };
  },
});

/** A typical stock event with its attributes. */
function stockEventSample(spec: LoadSpec): Sample {
  const { value, headers } = stockRecord(spec, { row: 0, seq: 2 });
  return { value, headers };
}
