import { setTimeout as sleep } from 'node:timers/promises';
import { STORES, type Store } from '../../../tools/demo/places.js';
import type { Scene } from '../scene.js';

const EVERY_MS = 1_500;

/** Sells at every store a little at a time, until a store's line is cut. */
export class Selling {
  private readonly cut = new Set<Store>();
  private readonly ended = new AbortController();
  private readonly running: Promise<void>;

  constructor(private readonly scene: Pick<Scene, 'pos'>) {
    this.running = this.run();
  }

  cutOff(store: Store): void {
    this.cut.add(store);
  }

  connect(store: Store): void {
    this.cut.delete(store);
  }

  async end(): Promise<void> {
    this.ended.abort();
    await this.running;
  }

  /** What fails while a database is away was not sold. */
  private async run(): Promise<void> {
    while (!this.ended.signal.aborted) {
      const open = STORES.filter((store) => !this.cut.has(store));
      const names = open.map((store) => `'${store}'`).join(', ');
      await this.scene
        .pos(
          `UPDATE ospos_item_quantities JOIN ospos_stock_locations USING (location_id)
           SET quantity = quantity + 1 WHERE item_id = 1 AND location_name IN (${names})`,
        )
        .catch(() => undefined);
      await sleep(EVERY_MS);
    }
  }
}
