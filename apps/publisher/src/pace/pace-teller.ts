import type { DataSource } from 'typeorm';
import type { Desk } from '../calls/desk.js';
import { keepPaces } from './pace.repository.js';
import { paceOf } from './tell-pace.js';

/** Stores how accounts get on, whenever that has changed: at rest nothing is written. */
export class PaceTeller {
  private readonly known = new Map<string, string>();

  constructor(private readonly dataSource: DataSource) {}

  /** @param desks those that are served now */
  async tell(desks: readonly Desk[]): Promise<void> {
    const paces = desks.map((desk) => {
      const pace = paceOf(desk.listings.queues, desk.limiter.read());
      return { desk, pace, text: `${desk.lease.epoch} ${JSON.stringify(pace)}` };
    });
    const changed = paces.filter(({ desk, text }) => this.known.get(desk.channel) !== text);
    await keepPaces(
      this.dataSource,
      changed.map(({ desk, pace }) => [desk.lease, pace] as const),
    );
    for (const { desk, text } of changed) this.known.set(desk.channel, text);
  }
}
