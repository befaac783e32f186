import type { DataSource } from 'typeorm';
import type { SimulationServer } from './server.js';

/** Processes of one run at a time; see `World`. */
const CONNECTIONS = 9;
const RUNS_PER_DATABASE = 100;
/** What a process has open at once: a transaction each for the fold, claims and timers, and a glance. */
const POOL = 4;

/** Tables that are read as a whole, or whose rows bear no name of a run. */
const CLEARED = [
  'item',
  'publication',
  'channel_lease',
  'location_stock',
  'claim_absorption',
  'claim_exception',
  'claim_outbox',
  'claim_line',
  'claim',
  'witness.admission',
];

const CLEAR = `
  ${CLEARED.map((table) => `DELETE FROM ${table};`).join(' ')}
  SELECT setval('reference_revision', 1, false)`;

/** A database that runs use one after the other. */
export class Lane {
  private connections: DataSource[] = [];
  private runs = 0;
  private databases = 0;

  constructor(
    private readonly server: SimulationServer,
    private readonly label: string,
  ) {}

  /** @param work is given the run's number in this database, and a pool for each process */
  async use<T>(work: (run: number, connections: readonly DataSource[]) => Promise<T>): Promise<T> {
    if (this.runs % RUNS_PER_DATABASE === 0) await this.renew();
    this.runs += 1;
    const [first] = this.connections;
    await first?.query(CLEAR);
    return work(this.runs, this.connections);
  }

  async close(): Promise<void> {
    await Promise.all(this.connections.map((connection) => connection.destroy()));
    this.connections = [];
    if (this.databases > 0) await this.server.drop(this.name());
  }

  private async renew(): Promise<void> {
    await this.close();
    this.databases += 1;
    await this.server.create(this.name());
    const all = Array.from({ length: CONNECTIONS }, () => this.server.connect(this.name(), POOL));
    this.connections = await Promise.all(all);
  }

  private name(): string {
    return `sim_${this.label}_${this.databases}`;
  }
}
