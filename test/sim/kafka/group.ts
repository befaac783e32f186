import type { Place } from './memory-logs.js';

/** A member of a consumer group and what it owns. */
export interface Member {
  readonly name: string;
  /** rises with every rebalance that the member has heard of */
  generation: number;
  owned: readonly Place[];
}

/** A consumer group: every partition has one owner, as far as Kafka knows. */
export class Group {
  private members: Member[] = [];
  private generation = 0;

  constructor(
    private readonly places: readonly Place[],
    private readonly shuffle: (places: readonly Place[]) => readonly Place[],
  ) {}

  join(name: string): Member {
    const member = { name, generation: 0, owned: [] };
    this.members.push(member);
    this.rebalance();
    return member;
  }

  /** Closed, dead, or silent for longer than its session. */
  leave(member: Member): void {
    if (!this.members.includes(member)) return;
    this.members = this.members.filter((other) => other !== member);
    this.rebalance();
  }

  isIn(member: Member): boolean {
    return this.members.includes(member);
  }

  /** Deals the partitions out anew; who got which before plays no part. */
  rebalance(): void {
    this.generation += 1;
    const places = this.shuffle(this.places);
    for (const [index, member] of this.members.entries()) {
      member.generation = this.generation;
      member.owned = places.filter((_, at) => at % this.members.length === index);
    }
  }

  /** Whether the generation is the group's and the member belongs to it. */
  isCurrent(member: Member, generation: number): boolean {
    return generation === this.generation && this.isIn(member);
  }
}
