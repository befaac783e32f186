import { Steady } from '#observability';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { Notifier } from './notifier.js';

const EVERY_MS = 1_000;

/** Sees every second who must be told, apart from the watch: a slow receiver holds up no look. */
@Injectable()
export class NotifyTimer implements BeforeApplicationShutdown {
  private readonly notifying: Steady;

  constructor(private readonly notifier: Notifier) {
    this.notifying = new Steady('notifying', () => notifier.step(), new Logger('Notifier'));
  }

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.notifying.tick();
  }

  /** The database closes after this. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.notifying.stop();
    await this.notifier.close();
  }
}
