import { POLICY, type Policy } from '#config';
import { KPIS, type KpiDimension, type KpiRule } from '#domain';
import { Inject, Injectable } from '@nestjs/common';
import { ReadDatabase } from '../database/read-database.js';
import { isoOrNull } from '../format/instants.js';
import { dailyTallies, rolledDays, type Days, type TallyRow } from './kpi.queries.js';
import type { Kpis } from './kpi.schema.js';
import { toRule } from './to-rule.js';
import { subjectsOf } from './subjects-of.js';
import { amountsBySubject, subjectKey, tellsOf, toKpiValue } from './to-kpi-value.js';

/** What is asked for. */
export interface WantedKpis extends Days {
  readonly dimension: KpiDimension;
  /** undefined: each of the dimension */
  readonly subject: string | undefined;
  /** undefined: all that are told of the dimension */
  readonly kpi: string | undefined;
}

const DAY_MS = 86_400_000;

/** KPIs over some days, and of each day. */
@Injectable()
export class KpisReader {
  constructor(
    private readonly database: ReadDatabase,
    @Inject(POLICY) private readonly policy: Policy,
  ) {}

  async read(wanted: WantedKpis): Promise<Kpis> {
    const { from, to, dimension, subject, kpi } = wanted;
    const [tallies, rolled] = await this.database.snapshot(async (db) => [
      await dailyTallies(db, wanted, dimension, subject),
      await rolledDays(db, wanted),
    ]);
    const rules = KPIS.filter(
      (rule) => tellsOf(rule, dimension) && (kpi === undefined || rule.id === kpi),
    );
    const days = daysBetween(wanted);
    return {
      from,
      to,
      rolled: { asOf: isoOrNull(rolled.as_of), due: rolled.due },
      kpis: rules.map(toRule),
      days,
      values: this.valuesOf(rules, tallies, days, wanted),
    };
  }

  private valuesOf(
    rules: readonly KpiRule[],
    tallies: readonly TallyRow[],
    days: readonly string[],
    { dimension, subject }: WantedKpis,
  ): Kpis['values'] {
    const together = amountsBySubject(tallies);
    const daily = amountsByDay(tallies);
    const subjects = subjectsOf(this.policy, dimension, tallies).filter(
      (one) => subject === undefined || one.subject === subject,
    );
    return subjects.flatMap((one) =>
      rules.map((rule) => ({
        ...toKpiValue(rule, one, together.get(subjectKey(one)) ?? new Map()),
        series: days.map((day) => {
          const amounts = daily.get(day)?.get(subjectKey(one));
          return amounts ? rule.value(amounts) : null;
        }),
      })),
    );
  }
}

function amountsByDay(tallies: readonly TallyRow[]) {
  const days = new Map<string, TallyRow[]>();
  for (const tally of tallies) {
    const day = tally.day ?? '';
    const known = days.get(day);
    if (known) known.push(tally);
    else days.set(day, [tally]);
  }
  return new Map([...days].map(([day, rows]) => [day, amountsBySubject(rows)]));
}

function daysBetween({ from, to }: Days): string[] {
  const first = Date.parse(from);
  const count = Math.round((Date.parse(to) - first) / DAY_MS) + 1;
  return Array.from({ length: count }, (_, index) =>
    new Date(first + index * DAY_MS).toISOString().slice(0, 10),
  );
}
