import type { Kpis, Rule, ScorecardValue } from '../../api/scorecards.js';
import { Card } from '../../parts/card.js';
import type { Column } from '../../parts/column.js';
import { Pill } from '../../parts/pill.js';
import { Table } from '../../parts/table.js';
import { figure, targetText } from './figure.js';
import { SparkLine } from './spark-line.js';

interface AllTogetherProps {
  readonly kpis: readonly Rule[];
  readonly values: readonly ScorecardValue[];
  /** undefined: still to come */
  readonly daily: Kpis | undefined;
}

interface Line {
  readonly rule: Rule;
  readonly value: ScorecardValue;
  readonly series: readonly (number | null)[];
}

/** Every KPI that facts are known of, with its days. */
export function AllTogether({ kpis, values, daily }: AllTogetherProps) {
  const rules = new Map(kpis.map((rule) => [rule.id, rule]));
  const series = new Map(daily?.values.map(({ kpi, series: days }) => [kpi, days]));
  const lines = values.flatMap((value): Line[] => {
    const rule = rules.get(value.kpi);
    return rule && value.value !== null
      ? [{ rule, value, series: series.get(value.kpi) ?? [] }]
      : [];
  });
  return (
    <Card title="All together">
      <Table
        caption="KPIs of the month, for all"
        columns={COLUMNS}
        rows={lines}
        keyOf={({ rule }) => rule.id}
      />
    </Card>
  );
}

const COLUMNS: readonly Column<Line>[] = [
  {
    head: 'KPI',
    cell: ({ rule, value }) => (
      <>
        {rule.title}
        {value.parts.length > 0 && (
          <span className="small muted spark-parts">
            {value.parts
              .map(({ part, value: of }) => `${wordsOf(part)} ${figure(rule, of)}`)
              .join(', ')}
          </span>
        )}
      </>
    ),
  },
  { head: 'Month', end: true, cell: ({ rule, value }) => figure(rule, value.value) },
  { head: 'Before', end: true, cell: ({ rule, value }) => figure(rule, value.before) },
  { head: 'Target', end: true, wide: true, cell: ({ rule }) => targetText(rule) },
  {
    head: 'Reached',
    bare: true,
    cell: ({ value: { met } }) =>
      met === null ? null : <Pill tone={met ? 'ok' : 'bad'}>{met ? 'Reached' : 'Missed'}</Pill>,
  },
  {
    head: 'Day by day',
    wide: true,
    cell: ({ rule, series }) => <SparkLine series={series} label={sayDays(rule, series)} />,
  },
];

const wordsOf = (part: string): string => part.replaceAll('_', ' ');

/** What the line shows, for who does not see it. */
function sayDays(rule: Rule, series: readonly (number | null)[]): string {
  const known = series.filter((value) => value !== null);
  const [least, most] = [Math.min(...known), Math.max(...known)];
  return `${rule.title}, ${known.length} days, from ${figure(rule, least)} to ${figure(rule, most)}`;
}
