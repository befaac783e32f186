import { topicsOf } from '#contracts';
import { readProgress } from '#messaging';
import type { DataSource } from 'typeorm';
import { Announcer } from '../../../apps/availability/src/announcer.js';
import { ApplyBatches } from '../../../apps/availability/src/apply-batches.js';
import { AvailabilityStage } from '../../../apps/availability/src/availability-stage.js';
import { TermsKeeper } from '../../../apps/availability/src/terms/terms-keeper.js';
import { NORMALIZER, NormalizeBatches } from '../../../apps/normalizer/src/normalize-batches.js';
import { SourceCatalog } from '../../../apps/normalizer/src/source-catalog.js';
import type { Clock, Policy } from '#config';
import type { Random } from '../../chaos/random.js';
import type { Group } from '../kafka/group.js';
import type { MemoryLogs } from '../kafka/memory-logs.js';
import type { Scheduler, Task } from '../run/scheduler.js';
import { Consumer } from './consumer.js';
import { packIn } from './pack-in.js';
import { Selling, type Account } from './selling.js';
import { StageDatabase } from './stage-database.js';
import { stageProducer } from './stage-producer.js';

export type ProcessKind = 'normalizer' | 'availability' | 'publisher';

/** What every process of one run shares. */
export interface Surroundings {
  readonly namespace: string;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly logs: MemoryLogs;
  readonly groups: Readonly<Record<'normalizer' | 'availability', Group>>;
  readonly account: Account;
  /** virtual, milliseconds since 1970: all that a process ever sees of the time */
  readonly time: { now: number };
  readonly started: { count: number };
  /** of now: a process keeps the one that it started with */
  readonly policy: () => Policy;
  readonly failed: (error: unknown) => void;
}

/** A program that was started once; dead, it is replaced by another one on the same machine. */
export interface Process {
  readonly kind: ProcessKind;
  readonly task: Task;
  readonly database: StageDatabase;
  /** its session with Kafka, or its lease, is over */
  readonly timeOut: () => Promise<void>;
}

export function startProcess(
  kind: ProcessKind,
  real: DataSource,
  surroundings: Surroundings,
): Process {
  const { scheduler } = surroundings;
  surroundings.started.count += 1;
  const task: Task = {
    name: `${kind}-${surroundings.started.count}`,
    isDead: false,
    stalledUntil: 0,
  };
  const clock = () => new Date(surroundings.time.now);
  const database = new StageDatabase(real, scheduler, task, clock);
  const parts = { ...surroundings, clock, task, real, dataSource: database.asDataSource() };
  const program = PROGRAMS[kind](parts);
  program.run().catch((error: unknown) => {
    task.isDead = true;
    surroundings.failed(error);
  });
  return { kind, task, database, timeOut: program.timeOut };
}

interface Parts extends Surroundings {
  readonly clock: Clock;
  readonly task: Task;
  readonly real: DataSource;
  readonly dataSource: DataSource;
}

interface Program {
  readonly run: () => Promise<never>;
  readonly timeOut: () => Promise<void>;
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

function availability(parts: Parts): Program {
  const { dataSource, namespace, groups, logs } = parts;
  const producer = stageProducer(logs, { ...parts, point: 'announce' });
  const announcer = new Announcer(producer, topicsOf(namespace));
  const keeper = new TermsKeeper(dataSource, parts.policy(), parts.clock);
  const apply = new ApplyBatches(dataSource, keeper);
  const stage = new AvailabilityStage(dataSource, announcer, apply, keeper);
  const consumer = new Consumer(
    { ...parts, group: groups.availability },
    {
      startFrom: (place) => stage.startFrom({ ...place, low: 0n, high: logs.end(place) }),
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

const PROGRAMS: Readonly<Record<ProcessKind, (parts: Parts) => Program>> = {
  normalizer,
  availability,
  publisher,
};
