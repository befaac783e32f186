import { isTransient, type RawBatch } from '#messaging';
import type { Random } from '../../chaos/random.js';
import type { Group, Member } from '../kafka/group.js';
import type { MemoryLogs, Place } from '../kafka/memory-logs.js';
import type { Scheduler, Task } from '../run/scheduler.js';

export interface ConsumerSpec {
  readonly startFrom: (place: Place) => Promise<bigint>;
  readonly handle: (batches: readonly RawBatch[]) => Promise<unknown>;
}

export interface ConsumerParts {
  readonly task: Task;
  readonly scheduler: Scheduler;
  readonly random: Random;
  readonly logs: MemoryLogs;
  readonly group: Group;
}

const MOST_MESSAGES = 25;
const MOST_TRIES = 1_000;

/** The loop around a stage: takes what is assigned, fetches, hands over, tries again what may work. */
export class Consumer {
  private member: Member;
  private generation = -1;
  private readonly next = new Map<string, bigint>();

  constructor(
    private readonly parts: ConsumerParts,
    private readonly spec: ConsumerSpec,
  ) {
    this.member = parts.group.join(parts.task.name);
  }

  async run(): Promise<never> {
    const { task, scheduler } = this.parts;
    for (;;) {
      await scheduler.step(task, { point: 'idle', isReady: () => this.hasWork(), run: () => {} });
      await this.round();
    }
  }

  leave(): void {
    this.parts.group.leave(this.member);
  }

  private async round(): Promise<void> {
    if (!this.parts.group.isIn(this.member))
      this.member = this.parts.group.join(this.parts.task.name);
    const { generation } = this.member;
    if (this.generation !== generation && !(await this.takeOver(generation))) return;
    const batches = this.fetch(generation);
    if (batches.length > 0) await this.untilDone(batches);
  }

  /** @returns false when it was all for nothing: the group has changed meanwhile */
  private async takeOver(generation: number): Promise<boolean> {
    this.next.clear();
    for (const place of this.member.owned) {
      const from = await this.tried(() => this.spec.startFrom(place));
      if (!this.isCurrent(generation)) return false;
      this.next.set(idOf(place), from);
    }
    this.generation = generation;
    return true;
  }

  private hasWork(): boolean {
    const { generation, owned } = this.member;
    if (!this.isCurrent(generation) || generation !== this.generation) return true;
    return owned.some((place) => this.parts.logs.end(place) > this.from(place));
  }

  private fetch(generation: number): RawBatch[] {
    const { logs, random } = this.parts;
    const alive = () => this.isCurrent(generation);
    const waiting = this.member.owned.filter((place) => logs.end(place) > this.from(place));
    const some = waiting.filter(() => random.chance(0.7));
    return (some.length > 0 ? some : waiting).map((place): RawBatch => {
      const from = this.from(place);
      const messages = logs.read(place, from, random.whole(1, MOST_MESSAGES));
      return { ...place, messages, nextOffset: from + BigInt(messages.length), alive };
    });
  }

  private async untilDone(batches: readonly RawBatch[]): Promise<void> {
    const alive = () => batches.filter((batch) => batch.alive());
    await this.tried(async () => {
      const ours = alive();
      if (ours.length > 0) await this.spec.handle(ours);
    });
    for (const { topic, partition, nextOffset } of alive()) {
      this.next.set(idOf({ topic, partition }), nextOffset);
    }
  }

  private async tried<T>(attempt: () => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries += 1) {
      try {
        return await attempt();
      } catch (error) {
        if (!isTransient(error) || tries > MOST_TRIES) throw error;
        await this.parts.scheduler.step(this.parts.task, { point: 'rest', run: () => {} });
      }
    }
  }

  private from(place: Place): bigint {
    return this.next.get(idOf(place)) ?? 0n;
  }

  private isCurrent(generation: number): boolean {
    return this.parts.group.isCurrent(this.member, generation);
  }
}

const idOf = ({ topic, partition }: Place): string => `${topic}/${partition}`;
