import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Faults } from './faults.js';
import type { Random } from '../../chaos/random.js';

/** A program of the simulation. Once dead, nothing of it ever runs again, as after SIGKILL. */
export interface Task {
  readonly name: string;
  isDead: boolean;
  /** turn before which it does nothing, as under SIGSTOP */
  stalledUntil: number;
}

export interface StepSpec<T> {
  /** the named point at which the task stands */
  readonly point: string;
  readonly run: () => Promise<T> | T;
  /** what is left behind when the task dies in the middle of the step */
  readonly half?: () => void;
  /** whether there is anything to do; asked before each turn */
  readonly isReady?: () => boolean;
}

interface Step extends StepSpec<unknown> {
  readonly task: Task;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

const MOST_WAITS = 10_000;

/**
 * Lets one step of one task happen at a time, and chooses which: every statement, every message and
 * every call to a marketplace is such a step. The same choices give the same history.
 */
export class Scheduler {
  turns = 0;
  private steps: Step[] = [];

  constructor(
    private readonly random: Random,
    private readonly faults: Faults,
    private readonly trace: (line: string) => void,
  ) {}

  /** Waits for its turn; never settles when the task dies before or in it. */
  step<T>(task: Task, spec: StepSpec<T>): Promise<T> {
    if (task.isDead) return new Promise(() => undefined);
    return new Promise<T>((resolve, reject) => {
      this.steps.push({ ...spec, task, resolve: resolve as (value: unknown) => void, reject });
    });
  }

  kill(task: Task): void {
    Object.assign(task, { isDead: true });
    this.steps = this.steps.filter((step) => step.task !== task);
    this.trace(`${task.name} is dead`);
  }

  hasReady(): boolean {
    return this.steps.some((step) => isReady(step));
  }

  /**
   * One step of one task that is awake.
   *
   * @returns false when there is none
   */
  async turn(): Promise<boolean> {
    const ready = this.steps.filter(
      (step) => isReady(step) && step.task.stalledUntil <= this.turns,
    );
    this.turns += 1;
    if (ready.length === 0) return false;
    const step = this.random.pick(ready);
    const fault = this.faults.at(step.point);
    if (fault === 'stall') {
      const until = this.turns + this.faults.stallTurns();
      Object.assign(step.task, { stalledUntil: until });
      this.trace(`${step.task.name} is stopped before ${step.point} until turn ${until}`);
      return true;
    }
    this.steps.splice(this.steps.indexOf(step), 1);
    if (fault === 'none' || fault === 'refusal') await this.carryOut(step, fault === 'refusal');
    else await this.crash(step, fault);
    return true;
  }

  private async carryOut(step: Step, isRefused: boolean): Promise<void> {
    try {
      if (isRefused) step.half?.();
      if (isRefused) throw new SimulatedOutage(step.point);
      const value = await step.run();
      this.trace(`${step.task.name} ${step.point}`);
      step.resolve(value);
    } catch (error) {
      this.trace(`${step.task.name} ${step.point}: ${String(error)}`);
      step.reject(error);
    }
    await this.settled(step.task);
  }

  private async crash(step: Step, when: 'before' | 'within' | 'after'): Promise<void> {
    if (when === 'within') step.half?.();
    if (when === 'after') await attempt(step);
    this.trace(`${step.task.name} dies ${when} ${step.point}`);
    this.kill(step.task);
  }

  /** Waits until the task stands at its next step. */
  private async settled(task: Task): Promise<void> {
    for (let waits = 0; waits < MOST_WAITS; waits += 1) {
      await nextTurn();
      if (task.isDead || this.steps.some((step) => step.task === task)) return;
    }
    throw new Error(`${task.name} does something that the simulation does not see`);
  }
}

/** Whether it works or not, nobody is there to hear of it. */
async function attempt({ run }: Step): Promise<void> {
  try {
    await run();
  } catch {
    return;
  }
}

const isReady = ({ isReady: ask }: Step): boolean => ask?.() ?? true;

/** A broker or a database that is away for a moment: worth trying again. */
class SimulatedOutage extends Error {
  override name = 'KafkaJSSimulatedOutage';
  readonly retriable = true;

  constructor(point: string) {
    super(`away at ${point}`);
  }
}
