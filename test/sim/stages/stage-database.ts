import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { pointOf } from '../run/points.js';
import type { Scheduler, Task } from '../run/scheduler.js';

/** One process's connection to the real PostgreSQL; each statement waits for its turn. */
export class StageDatabase {
  private runner: QueryRunner | undefined;
  private isEnded = false;

  /** @param real a pool with a connection for this process and one for its dead predecessor */
  constructor(
    private readonly real: DataSource,
    private readonly scheduler: Scheduler,
    private readonly task: Task,
  ) {}

  /** What a stage is given: the part of TypeORM's `DataSource` that stages use. */
  asDataSource(): DataSource {
    const query = this.query.bind(this);
    const transaction = this.transaction.bind(this);
    return { query, transaction, manager: { query } } as unknown as DataSource;
  }

  /** The server notices that nobody is there any more, or has waited too long: locks go. */
  async end(): Promise<void> {
    this.isEnded = true;
    if (this.runner?.isTransactionActive) await this.runner.rollbackTransaction();
    await this.runner?.release();
    this.runner = undefined;
  }

  get holdsTransaction(): boolean {
    return this.runner !== undefined;
  }

  private query<T>(text: string, parameters?: unknown[]): Promise<T> {
    return this.step(pointOf(text), () => this.real.query<T>(text, parameters));
  }

  private async transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    this.isEnded = false;
    const runner = await this.step('begin', () => this.begin());
    const query = (text: string, parameters?: unknown[]) =>
      this.step(pointOf(text), () => this.within(runner, text, parameters));
    try {
      const result = await work({ query } as unknown as EntityManager);
      await this.step('commit', async () => {
        this.mustBeConnected();
        await runner.commitTransaction();
        await this.end();
      });
      return result;
    } catch (error) {
      await this.step('roll back', () => this.end());
      throw error;
    }
  }

  private async begin(): Promise<QueryRunner> {
    const runner = this.real.createQueryRunner();
    await runner.startTransaction();
    this.runner = runner;
    return runner;
  }

  private within(runner: QueryRunner, text: string, parameters?: unknown[]): Promise<unknown> {
    this.mustBeConnected();
    return runner.query(text, parameters) as Promise<unknown>;
  }

  private mustBeConnected(): void {
    if (!this.isEnded) return;
    const message = 'terminating connection due to idle-in-transaction timeout';
    throw Object.assign(new Error(message), { code: '25P03' });
  }

  private step<T>(point: string, run: () => Promise<T>): Promise<T> {
    return this.scheduler.step(this.task, { point, run });
  }
}
