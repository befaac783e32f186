import { isTransient } from '#messaging';
import type { Scheduler, Task } from '../run/scheduler.js';

/** Work that an availability process does from time to time, in the order in which it does it. */
export const BELLS = ['look', 'sweep', 'relay'] as const;
export type Bell = (typeof BELLS)[number];

/** The timers of one process; when they ring is the world's choice. */
export class Timers {
  private readonly rung = new Set<Bell>();

  /** @param work answers with how much it changed */
  constructor(
    private readonly parts: { readonly task: Task; readonly scheduler: Scheduler },
    private readonly work: Readonly<Record<Bell, () => Promise<number>>>,
    private readonly onChange: () => void,
  ) {}

  ring(bell: Bell): void {
    this.rung.add(bell);
  }

  async run(): Promise<never> {
    const { scheduler, task } = this.parts;
    const isReady = () => this.rung.size > 0;
    for (;;) {
      await scheduler.step(task, { point: 'idle', isReady, run: () => undefined });
      for (const bell of BELLS) if (this.rung.delete(bell)) await this.answer(bell);
    }
  }

  /** What fails is made good when the bell rings again. */
  private async answer(bell: Bell): Promise<void> {
    const { scheduler, task } = this.parts;
    try {
      if ((await this.work[bell]()) > 0) this.onChange();
    } catch (error) {
      if (!isTransient(error)) throw error;
      this.onChange();
      await scheduler.step(task, { point: 'rest', run: () => undefined });
    }
  }
}
