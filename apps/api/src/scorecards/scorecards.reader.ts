import { POLICY, type Policy } from '#config';
import { KPIS, type Amounts, type KpiDimension } from '#domain';
import { Inject, Injectable } from '@nestjs/common';
import { ReadDatabase } from '../database/read-database.js';
import { isoOrNull } from '../format/instants.js';
import { rolledDays, summedTallies } from '../kpis/kpi.queries.js';
import { toRule } from '../kpis/to-rule.js';
import { subjectsOf } from '../kpis/subjects-of.js';
import {
  amountsBySubject,
  subjectKey,
  tellsOf,
  toKpiValue,
  type Subject,
} from '../kpis/to-kpi-value.js';
import { daysOfMonth, monthBefore } from './months.js';
import type { Scorecard, ScorecardSection } from './scorecard.schema.js';

/** In this order. */
const DIMENSIONS: readonly KpiDimension[] = ['all', 'channel', 'location', 'vendor'];
const NOTHING: Amounts = new Map();

/** What a month came to: for all, and for each channel, location and vendor. */
@Injectable()
export class ScorecardsReader {
  constructor(
    private readonly database: ReadDatabase,
    @Inject(POLICY) private readonly policy: Policy,
  ) {}

  /** @param month such as 2026-10 @param today such as 2026-11-01 */
  async read(month: string, today: string): Promise<Scorecard> {
    const days = daysOfMonth(month);
    const [rolled, tallies, tallied] = await this.database.snapshot(async (db) => [
      await rolledDays(db, days),
      await summedTallies(db, days),
      await summedTallies(db, daysOfMonth(monthBefore(month))),
    ]);
    const now = amountsBySubject(tallies);
    const before = amountsBySubject(tallied);
    return {
      month,
      ...days,
      isOver: today > days.to,
      rolled: { asOf: isoOrNull(rolled.as_of), due: rolled.due },
      kpis: KPIS.map(toRule),
      sections: DIMENSIONS.flatMap((dimension) =>
        subjectsOf(this.policy, dimension, tallies).map((subject) =>
          sectionOf(
            subject,
            now.get(subjectKey(subject)) ?? NOTHING,
            before.get(subjectKey(subject)) ?? NOTHING,
          ),
        ),
      ),
    };
  }
}

function sectionOf(subject: Subject, now: Amounts, before: Amounts): ScorecardSection {
  const rules = KPIS.filter((rule) => tellsOf(rule, subject.dimension));
  return {
    ...subject,
    values: rules.map((rule) => {
      const { kpi, value, met, needs, parts } = toKpiValue(rule, subject, now);
      return { kpi, value, met, needs, parts, before: rule.value(before) };
    }),
  };
}
