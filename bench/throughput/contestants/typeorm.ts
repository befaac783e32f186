import type { Contestant, Heat, Running } from '../contest/contestant.js';
import { committedBy, endsOf } from '../contest/outputs.js';
import { verifyOutputs } from '../contest/verify-outputs.js';
import type { Database } from '../arena.js';
import { groupOf, startProgram } from './node-program.js';

/** (B) Nest's own transport; find, save, emit for each event. Nest appends to the group's name. */
export const naiveNest: Contestant = {
  name: 'B naive NestJS',
  start: (heat) => start(heat, 'naive-nest', `${groupOf(heat.id)}-server`),
};

/** (C) eachBatch, dedupe, chunked upserts, one send. */
export const batchTypeorm: Contestant = {
  name: 'C batch TypeORM',
  start: (heat) => start(heat, 'typeorm-batch', groupOf(heat.id)),
};

async function start(heat: Heat, name: string, groupId: string): Promise<Running> {
  const { arena, load } = heat;
  const from = await endsOf(arena, load.output);
  const database = await arena.createDatabase('none');
  const program = startProgram(heat, name, { databaseUrl: database.url });
  return {
    programs: [program.process],
    progress: () => committedBy(arena, groupId, load.input),
    verify: async () => {
      await verifyStock(database, heat);
      await verifyOutputs(heat, from);
    },
    stop: async () => {
      await program.stop();
      await database.drop();
    },
  };
}

async function verifyStock({ client }: Database, { load, policy }: Heat): Promise<void> {
  const { rows } = await client.query<{ at: string; quantity: string }>(
    "SELECT sku || '@' || location AS at, quantity FROM stock",
  );
  const kept = new Map(rows.map(({ at, quantity }) => [at, Number(quantity)]));
  for (const [at, thousandths] of load.expected(policy).stock) {
    if (kept.get(at) !== thousandths / 1000) {
      throw new Error(`${at} is ${kept.get(at)}, expected ${thousandths / 1000}`);
    }
  }
}
