import { PLACES, type Place, type Store } from './places.js';
import { seeded } from './seeded.js';
import type { PosStep, Step, StepLine, WmsStep } from './step.js';

type Later = { readonly due: number; readonly step: Step };
type Unscheduled<S> = S extends Step ? Omit<S, 'at' | 'system' | 'name' | 'store'> : never;

/** A sale or order that a later cancellation may undo. */
export interface Sold {
  readonly step: string;
  readonly place: Place;
  readonly codes: ReadonlySet<string>;
  undone: boolean;
  /** invoice index at which an order has left the warehouse; a sale has left at once */
  readonly leaves: number;
}

/** Steps of one run through the data: those of now, those that follow later, and what was sold so far. */
export class LapSchedule {
  readonly sold: Sold[] = [];
  /** units sold and not replenished yet, by place and item */
  readonly wanted = new Map<Place, Map<string, StepLine>>(
    PLACES.map((place) => [place, new Map<string, StepLine>()]),
  );
  index = 0;
  private now = '';
  private readonly steps: Step[] = [];
  private readonly later: Later[] = [];

  constructor(
    readonly seed: string,
    readonly lap: number,
  ) {}

  /** Moves on to the next invoice; what has become due happens before it. */
  advance(index: number, time: string): void {
    this.index = index;
    this.now = time;
    this.release(index);
  }

  finish(): readonly Step[] {
    this.release(Number.POSITIVE_INFINITY);
    return this.steps;
  }

  /** @param after number of invoices between now and the step @returns the step's name */
  pos(store: Store, step: Unscheduled<PosStep>, label: string, after = 0): string {
    return this.add(
      { ...step, store, system: 'pos', ...this.named('pos', label, step.kind) },
      after,
    );
  }

  /** @param after number of invoices between now and the step @returns the step's name */
  wms(step: Unscheduled<WmsStep>, label: string, after = 0): string {
    return this.add({ ...step, system: 'wms', ...this.named('wms', label, step.kind) }, after);
  }

  chance(...names: readonly (string | number)[]): number {
    return seeded(this.seed, this.lap, ...names);
  }

  /** A document number that no other lap uses. */
  documentNumber(series: number): number {
    return this.lap * 10_000 + series;
  }

  private named(system: string, label: string, kind: string) {
    return { name: `${system} ${kind} ${label}`, at: this.now };
  }

  private add(step: Step, after: number): string {
    if (after === 0) this.steps.push(step);
    else this.later.push({ due: this.index + after, step });
    return step.name;
  }

  private release(index: number): void {
    const due = this.later.filter((later) => later.due <= index).sort((a, b) => a.due - b.due);
    for (const later of due) {
      this.later.splice(this.later.indexOf(later), 1);
      this.steps.push({ ...later.step, at: this.now });
    }
  }
}
