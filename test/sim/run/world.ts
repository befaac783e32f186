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
import { Sellers, STEADY_SKUS } from '../sellers/sellers.js';
import { shownSkus } from '../sellers/shown-skus.js';
import { startProcess, type Process, type ProcessKind } from '../stages/processes.js';
import type { Claiming, Surroundings } from '../stages/surroundings.js';
import { BELLS, type Bell } from '../stages/timers.js';
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
const COUNTERS: readonly ProcessKind[] = ['counter', 'counter'];
/** Of all seeds, those in which sellers claim: a seller's day takes half as long again. */
const SELLING_SHARE = 0.15;
/** The turn at which sellers begin at the latest. */
const LATEST_OPENING = 900;
const CDC_PARTITIONS = { items: 1, places: 1, levels: 2, moves: 2 };
export const EVENT_PARTITIONS = 3;

/** What Debezium puts before a table's name in its topic: the database, the schema, or both. */
const TOPIC_SPACE: Readonly<Record<SystemKind, string>> = {
  till: 'shop',
  depot: 'public',
  books: 'shop.dbo',
};

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
  readonly sellers: Sellers | undefined;
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
    this.sellers = this.findSellers(new Random(plan.seed * 7 + 4));
    this.branches = KINDS.map((kind) => this.branch(kind, workload));
    this.marketplace = new Marketplace(this.channels()[0], this.random, () => this.isCalm);
    this.surroundings = this.surround();
    const crew = this.sellers ? [...CREW, ...COUNTERS] : CREW;
    this.crew = crew.map((kind, at) => this.start(kind, connections[at]));
  }

  private isCalm = false;
  /** of timers, since they last rang for everybody */
  private changes = 0;
  /** virtual time at which they did */
  rungAt = 0;

  /** Nothing goes wrong from here on. */
  calm(): void {
    this.isCalm = true;
    this.faults.stop();
    for (const { task } of this.crew) task.stalledUntil = 0;
  }

  /** One deed of a seller, once there is something to sell or nobody waits for it any longer. */
  sell(sellers: Sellers): void {
    const shown = shownSkus(this.logs, this.namespace);
    const isOpen = STEADY_SKUS.some((sku) => shown.includes(sku));
    if (isOpen || this.scheduler.turns > LATEST_OPENING) sellers.act(shown);
  }

  /** Lets a timer ring somewhere. */
  ring(bell: Bell): void {
    this.random.pick(this.crew.filter(({ kind }) => kind === 'availability')).ring(bell);
  }

  /** Lets every timer ring for the last time, unless nothing came of it the last time. */
  ringAll(): boolean {
    if (this.rungAt > 0 && this.changes === 0) return false;
    this.changes = 0;
    this.rungAt = this.time.now;
    for (const { ring } of this.crew) for (const bell of BELLS) ring(bell);
    return true;
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
    clerk.open(this.sellers !== undefined);
    if (workload.chance(0.5)) capture.beginWithSnapshot();
    return { system, clerk, capture, open: [], left: this.plan.transactions };
  }

  private topicOf({ source, kind }: ShopSystem, table: string): string {
    return `${this.namespace}cdc.${source}.${TOPIC_SPACE[kind]}.${table}`;
  }

  private surround(): Surroundings {
    const { stockEvents, availability, claims } = topicsOf(this.namespace);
    const first = this.run * EVENT_PARTITIONS;
    this.logs.create(stockEvents, EVENT_PARTITIONS, first);
    this.logs.create(claims, EVENT_PARTITIONS, first);
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
      claiming: this.claiming(shuffle),
      account: { marketplace: this.marketplace, holder: undefined },
      policy: () => this.terms.policy,
      changed: () => {
        this.changes += 1;
      },
      failed: (error) => {
        this.failure ??= error instanceof Error ? error : new Error(String(error));
      },
    };
  }

  private findSellers(random: Random): Sellers | undefined {
    if (!random.chance(SELLING_SHARE)) return undefined;
    return new Sellers(this.channels(), 2 * this.plan.transactions, random, (line) =>
      this.note(line),
    );
  }

  private claiming(shuffle: (places: readonly Place[]) => readonly Place[]): Claiming | undefined {
    if (!this.sellers) return undefined;
    const group = new Group(this.logs.places(topicsOf(this.namespace).claims), shuffle);
    let ids = 0;
    const nextId = () => {
      ids += 1;
      return `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`;
    };
    return { sellers: this.sellers, group, nextId };
  }

  private shuffled<T>(values: readonly T[]): T[] {
    return values
      .map((value) => ({ value, order: this.random.next() }))
      .toSorted((a, b) => a.order - b.order)
      .map(({ value }) => value);
  }
}
