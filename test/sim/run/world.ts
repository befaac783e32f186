import type { DataSource } from 'typeorm';
import { topicsOf } from '#contracts';
import { Random } from '../../chaos/random.js';
import type { History } from '../../oracle/facts.js';
import { Group } from '../kafka/group.js';
import { MemoryLogs, type Place } from '../kafka/memory-logs.js';
import { Capture } from '../sources/capture.js';
import { Clerk } from '../sources/clerk.js';
import { ShopSystem, type SystemKind } from '../sources/shop-systems.js';
import type { Transaction } from '../sources/source-database.js';
import { Marketplace } from '../stages/marketplace.js';
import {
  startProcess,
  type Process,
  type ProcessKind,
  type Surroundings,
} from '../stages/processes.js';
import { PLACES, shopTerms, type ShopTerms } from '../stages/shop-policy.js';
import { Faults } from './faults.js';
import type { Plan } from './options.js';
import { Scheduler } from './scheduler.js';

const KINDS: readonly SystemKind[] = ['till', 'depot', 'books'];
const CREW: readonly ProcessKind[] = [
  'normalizer',
  'normalizer',
  'availability',
  'availability',
  'availability',
  'publisher',
  'publisher',
];
const CDC_PARTITIONS = { items: 1, places: 1, levels: 2, moves: 2 };
export const EVENT_PARTITIONS = 3;

/** A legacy system with who works in it and who watches its log. */
export interface Branch {
  readonly system: ShopSystem;
  readonly clerk: Clerk;
  readonly capture: Capture;
  readonly open: Transaction[];
  left: number;
}

/** Everything that one seed brings to life. */
export class World {
  readonly logs = new MemoryLogs();
  readonly time = { now: Date.parse('2026-01-05T08:00:00Z') };
  readonly lines: string[] = [];
  readonly faults: Faults;
  readonly scheduler: Scheduler;
  readonly branches: readonly Branch[];
  readonly marketplace: Marketplace;
  readonly surroundings: Surroundings;
  readonly crew: Process[];
  readonly namespace: string;
  readonly random: Random;
  terms: ShopTerms;
  failure: Error | undefined;

  /**
   * @param run names the run within its database: its rows are told apart by it
   * @param connections one pool for each process
   */
  constructor(
    readonly plan: Plan,
    readonly run: number,
    connections: readonly DataSource[],
  ) {
    this.random = new Random(plan.seed * 7 + 1);
    this.namespace = `r${run}.`;
    const trace = (line: string) => void this.lines.push(line);
    this.faults = new Faults(new Random(plan.seed * 7 + 2), plan.faults);
    this.scheduler = new Scheduler(this.random, this.faults, trace);
    const workload = new Random(plan.seed * 7 + 3);
    this.terms = this.newTerms('p1', workload);
    this.branches = KINDS.map((kind) => this.branch(kind, workload));
    this.marketplace = new Marketplace(this.channels()[0], this.random, () => this.isCalm);
    this.surroundings = this.surround();
    this.crew = CREW.map((kind, at) => this.start(kind, connections[at]));
  }

  private isCalm = false;

  /** Nothing goes wrong from here on. */
  calm(): void {
    this.isCalm = true;
    this.faults.stop();
    for (const { task } of this.crew) task.stalledUntil = 0;
  }

  /** Frees the connections; nothing happens any more. */
  async end(): Promise<void> {
    for (const { task, database } of this.crew) {
      this.scheduler.kill(task);
      await database.end();
    }
  }

  get history(): History {
    const all = this.branches.map(({ system }) => system.history);
    return { rows: all.flatMap(({ rows }) => rows), names: all.flatMap(({ names }) => names) };
  }

  newTerms(policyVersion: string, random: Random): ShopTerms {
    return shopTerms((kind) => this.sourceOf(kind), this.channels(), policyVersion, random);
  }

  start(kind: ProcessKind, connection: DataSource | undefined): Process {
    if (!connection) throw new Error('there are fewer connections than processes');
    return startProcess(kind, connection, this.surroundings);
  }

  note(line: string): void {
    this.lines.push(line);
  }

  sourceOf(kind: SystemKind): string {
    return `${kind}${this.run}`;
  }

  channels(): readonly [string, string] {
    return [`bazaar${this.run}`, `emporium${this.run}`];
  }

  /** Partitions of stock.events.v1: a range of this run's own. */
  eventPlaces(): readonly Place[] {
    return this.logs.places(topicsOf(this.namespace).stockEvents);
  }

  cdcPlaces(): readonly Place[] {
    return this.branches.flatMap(({ system }) =>
      system.database.tables().flatMap((table) => this.logs.places(this.topicOf(system, table))),
    );
  }

  private branch(kind: SystemKind, workload: Random): Branch {
    const system = new ShopSystem(kind, this.sourceOf(kind));
    for (const [table, partitions] of Object.entries(CDC_PARTITIONS)) {
      this.logs.create(this.topicOf(system, table), partitions);
    }
    this.logs.create(this.topicOf(system, 'heartbeat'), 1);
    const clerk = new Clerk(system, PLACES[kind], workload);
    const capture = new Capture(system.database, this.logs, (table) => this.topicOf(system, table));
    clerk.open();
    if (workload.chance(0.5)) capture.beginWithSnapshot();
    return { system, clerk, capture, open: [], left: this.plan.transactions };
  }

  private topicOf({ source, kind }: ShopSystem, table: string): string {
    const space = kind === 'depot' ? 'public' : 'shop';
    return `${this.namespace}cdc.${source}.${space}.${table}`;
  }

  private surround(): Surroundings {
    const { stockEvents, availability } = topicsOf(this.namespace);
    const first = this.run * EVENT_PARTITIONS;
    this.logs.create(stockEvents, EVENT_PARTITIONS, first);
    this.logs.create(availability, 2);
    this.logs.create('publications', 1);
    const shuffle = (places: readonly Place[]) => this.shuffled(places);
    return {
      namespace: this.namespace,
      scheduler: this.scheduler,
      random: this.random,
      logs: this.logs,
      time: this.time,
      started: { count: 0 },
      groups: {
        normalizer: new Group(this.cdcPlaces(), shuffle),
        availability: new Group(this.eventPlaces(), shuffle),
      },
      account: { marketplace: this.marketplace, holder: undefined },
      policy: () => this.terms.policy,
      failed: (error) => {
        this.failure ??= error instanceof Error ? error : new Error(String(error));
      },
    };
  }

  private shuffled<T>(values: readonly T[]): T[] {
    return values
      .map((value) => ({ value, order: this.random.next() }))
      .toSorted((a, b) => a.order - b.order)
      .map(({ value }) => value);
  }
}
