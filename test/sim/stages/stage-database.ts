import type { Clock } from '#config';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { pointOf } from '../run/points.js';
import { NOW } from '../run/virtual-clock.js';
import type { Scheduler, Task } from '../run/scheduler.js';

/**
 * One process's connections to the real PostgreSQL; each statement waits for its turn. The database's clock is
 * the virtual one: that of the transaction's beginning, or of the statement that stands by itself.
 */
export class StageDatabase {
  /** of transactions that are under way */
  private readonly open = new Set<QueryRunner>();

  /**
   * @param real a pool with connections for this process and for its dead predecessor
   * @param clock virtual time
   */
  constructor(
    private readonly real: DataSource,
    private readonly scheduler: Scheduler,
    private readonly task: Task,
    private readonly clock: Clock,
  ) {}

  /** What a stage is given: the part of TypeORM's `DataSource` that stages use. */
  asDataSource(): DataSource {
    const query = this.query.bind(this);
    const transaction = this.transaction.bind(this);
    return { query, transaction, manager: { query } } as unknown as DataSource;
  }

  /** The server notices that nobody is there any more, or has waited too long: locks go. */
  async end(): Promise<void> {
    for (const runner of this.open) await this.close(runner, 'ROLLBACK');
  }

  private query<T>(text: string, parameters?: unknown[]): Promise<T> {
    return this.step(pointOf(text), () => this.alone<T>(text, parameters));
  }

  private async transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const runner = await this.step('begin', () => this.begin());
    const query = (text: string, parameters?: unknown[]) =>
      this.step(pointOf(text), () => this.within(runner, text, parameters));
    try {
      const result = await work({ query } as unknown as EntityManager);
      await this.step('commit', () => {
        this.mustBeOpen(runner);
        return this.close(runner, 'COMMIT');
      });
      return result;
    } catch (error) {
      await this.step('roll back', () => this.close(runner, 'ROLLBACK'));
      throw error;
    }
  }

  private async begin(): Promise<QueryRunner> {
    const runner = this.real.createQueryRunner();
    await runner.query(`START TRANSACTION; SET LOCAL ${NOW} = '${this.clock().toISOString()}'`);
    this.open.add(runner);
    return runner;
  }

  private async close(runner: QueryRunner, how: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    if (!this.open.delete(runner)) return;
    await runner.query(how);
    await runner.release();
  }

  /** Both statements are sent at once. */
  private async alone<T>(text: string, parameters?: unknown[]): Promise<T> {
    const runner = this.real.createQueryRunner();
    try {
      await runner.connect();
      const answers: readonly unknown[] = await Promise.all([
        runner.query(`SET ${NOW} = '${this.clock().toISOString()}'`),
        runner.query(text, parameters),
      ]);
      return answers[1] as T;
    } finally {
      await runner.release();
    }
  }

  private within(runner: QueryRunner, text: string, parameters?: unknown[]): Promise<unknown> {
    this.mustBeOpen(runner);
    return runner.query(text, parameters) as Promise<unknown>;
  }

  private mustBeOpen(runner: QueryRunner): void {
    if (this.open.has(runner)) return;
    const message = 'terminating connection due to idle-in-transaction timeout';
    throw Object.assign(new Error(message), { code: '25P03' });
  }

  private step<T>(point: string, run: () => Promise<T>): Promise<T> {
    return this.scheduler.step(this.task, { point, run });
  }
}
