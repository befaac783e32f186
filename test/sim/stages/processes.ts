import { topicsOf } from '#contracts';
import { readProgress } from '#messaging';
import type { DataSource } from 'typeorm';
import { NORMALIZER, NormalizeBatches } from '../../../apps/normalizer/src/normalize-batches.js';
import { SourceCatalog } from '../../../apps/normalizer/src/source-catalog.js';
import type { Task } from '../run/scheduler.js';
import { availability } from './availability.js';
import { Consumer } from './consumer.js';
import { Counter } from './counter.js';
import { packIn } from './pack-in.js';
import { Selling } from './selling.js';
import { StageDatabase } from './stage-database.js';
import { stageProducer } from './stage-producer.js';
import type { Parts, Program, Surroundings } from './surroundings.js';
import type { Bell } from './timers.js';

export type ProcessKind = 'normalizer' | 'availability' | 'publisher' | 'counter';

/** A program that was started once; dead, it is replaced by another one on the same machine. */
export interface Process {
  readonly kind: ProcessKind;
  readonly task: Task;
  readonly database: StageDatabase;
  readonly timeOut: () => Promise<void>;
  readonly ring: (bell: Bell) => void;
}

export function startProcess(
  kind: ProcessKind,
  real: DataSource,
  surroundings: Surroundings,
): Process {
  const { scheduler, started, time } = surroundings;
  started.count += 1;
  const task: Task = { name: `${kind}-${started.count}`, isDead: false, stalledUntil: 0 };
  const clock = () => new Date(time.now);
  const database = new StageDatabase(real, scheduler, task, clock);
  const parts = { ...surroundings, clock, task, real, dataSource: database.asDataSource() };
  const { run, timeOut, ring = () => undefined } = PROGRAMS[kind](parts);
  run().catch((error: unknown) => {
    task.isDead = true;
    surroundings.failed(error);
  });
  return { kind, task, database, timeOut, ring };
}

function normalizer(parts: Parts): Program {
  const { clock, dataSource, namespace, groups } = parts;
  const producer = stageProducer(parts.logs, { ...parts, point: 'produce' });
  const catalog = new SourceCatalog(parts.policy(), 'shelfwire.yaml', namespace, packIn);
  const stage = new NormalizeBatches(dataSource, producer, catalog, topicsOf(namespace), clock);
  const consumer = new Consumer(
    { ...parts, group: groups.normalizer },
    {
      startFrom: async (place) =>
        (await readProgress(dataSource.manager, NORMALIZER, place)).applied,
      handle: (batches) => stage.handle(batches),
    },
  );
  return { run: () => consumer.run(), timeOut: () => Promise.resolve(consumer.leave()) };
}

function publisher(parts: Parts): Program {
  const { account, real, task, time } = parts;
  const selling = new Selling({
    ...parts,
    availability: topicsOf(parts.namespace).availability,
    realDataSource: parts.real,
    producer: stageProducer(parts.logs, { ...parts, point: 'tell' }),
    now: () => time.now,
    waitUntil: (ms) => {
      time.now = Math.max(time.now, ms);
    },
  });
  const timeOut = async () => {
    await real.query(`UPDATE channel_lease SET expires_at = '-infinity' WHERE owner = $1`, [
      task.name,
    ]);
    if (account.holder === task) account.holder = undefined;
  };
  return { run: () => selling.run(), timeOut };
}

function counter(parts: Parts): Program {
  if (!parts.claiming) throw new Error('nobody claims anything in this run');
  const { sellers, nextId } = parts.claiming;
  const counter = new Counter({ ...parts, sellers, nextId, policy: parts.policy() });
  return { run: () => counter.run(), timeOut: () => Promise.resolve(counter.leave()) };
}

const PROGRAMS: Readonly<Record<ProcessKind, (parts: Parts) => Program>> = {
  normalizer,
  availability,
  publisher,
  counter,
};
