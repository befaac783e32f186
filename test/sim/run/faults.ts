import type { Random } from '../../chaos/random.js';

export const FAULT_KINDS = ['crash', 'stall', 'refusal', 'rebalance', 'replay', 'policy'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

type Fault = 'none' | 'before' | 'within' | 'after' | 'stall' | 'refusal';

/** How often, of a thousand steps, each befalls one. */
const PER_MILLE: Readonly<Record<FaultKind, number>> = {
  crash: 12,
  stall: 8,
  refusal: 6,
  rebalance: 4,
  replay: 30,
  policy: 2,
};

const SPARED = /^(idle|rest)$/;
const REFUSABLE = /^(produce|announce)$/;
/** Between a publisher's look at its lease and its call nothing can hold it back: see docs. */
const UNSTOPPABLE = /^push$/;

/** What goes wrong, and when. Off at the end, so that everything can come to rest. */
export class Faults {
  readonly crashes = new Map<string, number>();
  private isOn = true;

  constructor(
    private readonly random: Random,
    private readonly kinds: ReadonlySet<FaultKind>,
  ) {}

  stop(): void {
    this.isOn = false;
  }

  happens(kind: FaultKind): boolean {
    const is = this.random.chance(PER_MILLE[kind] / 1_000);
    return is && this.isOn && this.kinds.has(kind);
  }

  at(point: string): Fault {
    const [crash, stall, refusal] = [
      this.happens('crash'),
      this.happens('stall'),
      this.happens('refusal'),
    ];
    const when = this.random.pick(['before', 'within', 'after'] as const);
    if (SPARED.test(point)) return 'none';
    if (crash) {
      const name = `${when} ${point}`;
      this.crashes.set(name, (this.crashes.get(name) ?? 0) + 1);
      return when;
    }
    if (stall && !UNSTOPPABLE.test(point)) return 'stall';
    return refusal && REFUSABLE.test(point) ? 'refusal' : 'none';
  }

  /** Some stalls end before anybody notices, some outlast the session. */
  stallTurns(): number {
    return this.random.pick([5, 20, 80, 200]);
  }
}
