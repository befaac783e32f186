import { Steady } from '#observability';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { iso } from '../format/instants.js';
import type { Status } from '../status/status.schema.js';
import { StatusReader } from '../status/status.reader.js';
import type { Beat, StatusChange, Trouble } from './live.schema.js';
import { statusChange } from './status-change.js';

const LOOK_MS = 1_000;
/** Browsers hide a stream's comments from its reader, so that a beat is an event, too. */
const BEAT_MS = 5_000;
/** A browser tab is one; each costs a socket and what it is told. */
const MOST_LISTENERS = 200;

export type LiveEvent =
  | { readonly name: 'status'; readonly data: StatusChange }
  | { readonly name: 'beat'; readonly data: Beat }
  | { readonly name: 'trouble'; readonly data: Trouble };

export interface Listener {
  tell(event: LiveEvent): void;
  end(): void;
}

/**
 * Looks at the status every second while anybody listens, once for all of them, and tells what changed.
 * A new listener is told everything first.
 */
@Injectable()
export class LiveFeed implements BeforeApplicationShutdown {
  private readonly listeners = new Set<Listener>();
  private readonly looking: Steady;
  private timer: NodeJS.Timeout | undefined;
  private known: Status | undefined;
  private trouble: Trouble | undefined;
  private toldAt = 0;

  constructor(private readonly status: StatusReader) {
    this.looking = new Steady('live status', () => this.look(), new Logger('Live'));
  }

  /** @returns how to stop listening, or undefined when there are too many listeners already */
  listen(listener: Listener): (() => void) | undefined {
    if (this.listeners.size >= MOST_LISTENERS) return undefined;
    this.listeners.add(listener);
    if (this.known) listener.tell({ name: 'status', data: this.known });
    if (this.trouble) listener.tell({ name: 'trouble', data: this.trouble });
    this.timer ??= this.begin();
    return () => this.leave(listener);
  }

  /** The database closes after this. */
  async beforeApplicationShutdown(): Promise<void> {
    for (const listener of this.listeners) {
      this.leave(listener);
      listener.end();
    }
    await this.looking.stop();
  }

  private begin(): NodeJS.Timeout {
    void this.looking.tick();
    return setInterval(() => void this.looking.tick(), LOOK_MS).unref();
  }

  private leave(listener: Listener): void {
    this.listeners.delete(listener);
    if (this.listeners.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
    this.known = undefined;
    this.trouble = undefined;
  }

  private async look(): Promise<void> {
    try {
      const status = await this.status.read();
      if (!this.timer) return;
      this.tellStatus(status);
    } catch (error) {
      this.tellTrouble();
      throw error;
    }
  }

  private tellStatus(status: Status): void {
    const change = statusChange(this.trouble ? undefined : this.known, status);
    this.known = status;
    this.trouble = undefined;
    if (change) this.tell({ name: 'status', data: change });
    else if (this.isBeatDue()) this.tell({ name: 'beat', data: { at: status.at } });
  }

  private tellTrouble(): void {
    if (!this.timer || (this.trouble && !this.isBeatDue())) return;
    const detail = "Shelfwire's database does not answer, or not in time.";
    this.trouble = { at: iso(new Date()), detail };
    this.tell({ name: 'trouble', data: this.trouble });
  }

  /** Silence would be taken for a server that is gone. */
  private isBeatDue(): boolean {
    return Date.now() - this.toldAt >= BEAT_MS;
  }

  private tell(event: LiveEvent): void {
    this.toldAt = Date.now();
    for (const listener of this.listeners) listener.tell(event);
  }
}
