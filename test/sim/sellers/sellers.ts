import type { Random } from '../../chaos/random.js';
import type { Answered, Answer, Call, Deal, DealLine, OrderName } from './deal.js';

/** A sale that the authority's own system will show, or has shown already. */
export interface Sale {
  readonly order: OrderName;
  readonly sku: string;
  readonly units: number;
}

interface Made {
  readonly id: string;
  readonly order: OrderName | null;
  readonly lines: readonly {
    readonly sku: string;
    readonly location: string;
    readonly quantity: string;
  }[];
}

/** Orders are numbered from here on, whatever the run: a row's number chooses its partition. */
export const FIRST_ORDER = 1_000_000;

/** Of their own name for good; all others may be renamed. */
export const STEADY_SKUS = ['F', 'G'] as const;
const SKUS = ['A', 'B', 'C', 'F', 'F', 'G', 'G'] as const;

/** Where each kind of order is sold, and who sells there. */
const COUNTERS = {
  note: { location: 'leeds', isSoldBy: [0] },
  sale: { location: 'outlet', isSoldBy: [0, 1] },
} as const;

/** What sellers ask for, by chance, and what they were answered. They repeat a call until they hear of it. */
export class Sellers {
  readonly waiting: Call[] = [];
  readonly answered: Answered[] = [];
  /** deeds that are still to be done */
  left: number;
  /** sales that no system has shown yet */
  readonly sales: Sale[] = [];
  private shown: readonly string[] = [];
  private numbers = 0;
  private readonly made: Made[] = [];

  constructor(
    private readonly channels: readonly [string, string],
    deeds: number,
    private readonly random: Random,
    private readonly note: (line: string) => void,
  ) {
    this.left = deeds;
  }

  /** @param shown items that there have been some of */
  act(shown: readonly string[]): void {
    this.left -= 1;
    this.shown = shown;
    const made = this.made.length > 0 ? this.random.pick(this.made) : undefined;
    if (made && this.random.chance(0.4)) this.change(made);
    else if (this.random.chance(0.55)) this.order();
    else this.reserve();
  }

  /** Takes calls that may be made at once: changes by themselves, wishes together. */
  take(): readonly Call[] {
    const [first, second] = this.waiting;
    const areTwo = first?.verb === 'make' && second?.verb === 'make' && this.random.chance(0.5);
    return this.waiting.splice(0, areTwo ? 2 : 1);
  }

  /** Whoever was asked is dead: the call is made again. */
  giveBack(calls: readonly Call[]): void {
    this.waiting.unshift(...calls);
  }

  hear(call: Call, answer: Answer): void {
    this.answered.push({ call, answer });
    this.note(`a seller hears ${answer.status} ${answer.body} of ${JSON.stringify(call)}`);
    if (call.verb !== 'make' || answer.status !== 201) return;
    const made = JSON.parse(answer.body) as Made;
    if (this.made.every(({ id }) => id !== made.id)) this.made.push(made);
  }

  private reserve(): void {
    const [channel, ...more] = [this.random.pick(this.channels), ...this.lines(null)];
    const order = this.random.chance(0.3)
      ? this.nextOrder(this.random.pick(['sale', 'note']))
      : null;
    this.make({ ...this.wish(channel, more), kind: 'reservation', order });
    if (order) this.maybeSell(order, more);
  }

  private order(): void {
    const type = this.random.pick(['sale', 'note'] as const);
    const { location, isSoldBy } = COUNTERS[type];
    const channel = this.channels[this.random.pick(isSoldBy)] ?? this.channels[0];
    const lines = this.lines(this.random.chance(0.85) ? location : null, STEADY_SKUS);
    const order = this.nextOrder(type);
    const deal = this.make({ ...this.wish(channel, lines), kind: 'order', order });
    if (this.random.chance(0.15)) this.make({ ...deal, key: this.nextKey() });
    this.maybeSell(order, lines);
  }

  private change({ id: claim, order: known, lines: [line] }: Made): void {
    const verb = this.random.pick(['extend', 'commit', 'commit', 'release'] as const);
    if (verb !== 'commit') {
      this.waiting.push({ verb, claim });
      return;
    }
    const isElsewhere = line?.location !== 'leeds' || this.random.chance(0.1);
    const order = known ?? this.nextOrder(isElsewhere ? 'sale' : 'note');
    this.waiting.push({ verb, claim, order });
    if (line && !known) this.maybeSell(order, [{ ...line, units: Number(line.quantity) }]);
  }

  private make(deal: Deal): Deal {
    for (let times = this.random.chance(0.25) ? 2 : 1; times > 0; times -= 1) {
      this.waiting.push({ verb: 'make', deal });
    }
    return deal;
  }

  private wish(channel: string, lines: readonly DealLine[]) {
    const stage = this.random.pick(['cart', 'checkout'] as const);
    return { key: this.nextKey(), channel, stage, lines, allowPartial: this.random.chance(0.4) };
  }

  /** A call that names an item twice gets no more of it. */
  private lines(location: string | null, skus: readonly string[] = SKUS): readonly DealLine[] {
    const known = skus.filter((sku) => this.shown.includes(sku));
    const some = known.length > 0 && this.random.chance(0.95) ? known : skus;
    const line = { sku: this.random.pick(some), location, units: this.random.whole(1, 3) };
    return this.random.chance(0.2) ? [line, { ...line, units: 1 }] : [line];
  }

  /** As much as was ordered, less, or more; of what has a steady name. */
  private maybeSell(order: OrderName, [line]: readonly DealLine[]): void {
    const isSteady = STEADY_SKUS.some((sku) => sku === line?.sku);
    if (!line || !isSteady || this.random.chance(0.2)) return;
    const units = this.random.chance(0.7) ? line.units : this.random.whole(1, 5);
    this.sales.push({ order, sku: line.sku, units });
  }

  private nextOrder(type: OrderName['type']): OrderName {
    this.numbers += 1;
    return { type, id: String(FIRST_ORDER + this.numbers) };
  }

  private nextKey(): string {
    this.numbers += 1;
    return `key-${this.numbers}`;
  }
}
