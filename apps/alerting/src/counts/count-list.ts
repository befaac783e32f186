import { POLICY, type Policy } from '#config';
import { countRisk, riskOf } from '#domain';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { looks, replaceCandidates, type Candidate } from './candidate.repository.js';
import { countables, tradingDays, type CountableRow } from './countable.queries.js';
import { toCountable, type CountContext } from './to-countable.js';

const EVERY_MS = 6 * 3_600_000;
/** Nobody counts more in some hours. */
const MOST = 500;
const PAGE = 2_000;

/** Looks for what should be counted, a location at a time, whichever has waited longest. */
@Injectable()
export class CountList {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(POLICY) private readonly policy: Policy,
  ) {}

  /** @returns the location that was looked at; undefined: none was due */
  async step(now: Date): Promise<string | undefined> {
    const looked = await looks(this.dataSource.manager);
    const lookedAt = (location: string): number => looked.get(location)?.getTime() ?? 0;
    const [due] = Object.keys(this.policy.locations)
      .filter((location) => now.getTime() - lookedAt(location) >= EVERY_MS)
      .sort((a, b) => lookedAt(a) - lookedAt(b));
    if (due !== undefined) await this.look(due, now);
    return due;
  }

  private async look(location: string, now: Date): Promise<void> {
    const { source } = this.policy.locations[location] ?? {};
    if (source === undefined) throw new Error(`${location} has no source`);
    const { manager } = this.dataSource;
    const context: CountContext = {
      tradingDays: await tradingDays(manager, location, source),
      classes: this.policy.countClasses,
      now: now.getTime(),
    };
    let found: readonly Candidate[] = [];
    let items = 0;
    for (let after = ''; ;) {
      const rows = await countables(manager, location, source, after, PAGE);
      items += rows.length;
      found = worst([...found, ...rows.flatMap((row) => toCandidate(row, context))]);
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) break;
      after = last.sku;
    }
    await this.dataSource.transaction((writer) =>
      replaceCandidates(writer, location, items, found, now),
    );
  }
}

const worst = (candidates: readonly Candidate[]): readonly Candidate[] =>
  candidates
    .toSorted((one, other) => other.risk - one.risk || (one.sku < other.sku ? -1 : 1))
    .slice(0, MOST);

function toCandidate(row: CountableRow, context: CountContext): Candidate[] {
  const item = toCountable(row, context);
  const terms = countRisk(item);
  if (terms.length === 0) return [];
  const { book, perDay } = item;
  return [{ sku: row.sku, risk: riskOf(terms), book, perDay, countedAt: row.counted_at, terms }];
}
