import type { Clock, Policy } from '#config';
import type { DataSource } from 'typeorm';
import type { Random } from '../../chaos/random.js';
import type { Group } from '../kafka/group.js';
import type { MemoryLogs } from '../kafka/memory-logs.js';
import type { Scheduler, Task } from '../run/scheduler.js';
import type { Sellers } from '../sellers/sellers.js';
import type { Account } from './selling.js';
import type { Bell } from './timers.js';

/** Sellers, and who tells the channels of their claims. */
export interface Claiming {
  readonly sellers: Sellers;
  readonly group: Group;
  /** a UUID of the seed's */
  readonly nextId: () => string;
}

/** What every process of one run shares. */
export interface Surroundings {
  readonly namespace: string;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly logs: MemoryLogs;
  readonly groups: Readonly<Record<'normalizer' | 'availability', Group>>;
  /** undefined: nobody claims anything in this run */
  readonly claiming: Claiming | undefined;
  readonly account: Account;
  /** virtual, milliseconds since 1970: all that a process ever sees of the time */
  readonly time: { now: number };
  readonly started: { count: number };
  /** of now: a process keeps the one that it started with */
  readonly policy: () => Policy;
  readonly failed: (error: unknown) => void;
  /** a timer changed something, or is to try again */
  readonly changed: () => void;
}

/** What a program is started with. */
export interface Parts extends Surroundings {
  readonly clock: Clock;
  readonly task: Task;
  readonly real: DataSource;
  readonly dataSource: DataSource;
}

export interface Program {
  readonly run: () => Promise<never>;
  /** its session with Kafka, its lease, or its callers' patience is over */
  readonly timeOut: () => Promise<void>;
  /** lets a timer ring, if it has any */
  readonly ring?: (bell: Bell) => void;
}
