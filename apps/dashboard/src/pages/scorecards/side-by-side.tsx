import type { Rule, Scorecard, ScorecardSection } from '../../api/scorecards.js';
import { Card } from '../../parts/card.js';
import type { Column } from '../../parts/column.js';
import { Table } from '../../parts/table.js';
import { figure } from './figure.js';

interface SideBySideProps {
  readonly title: string;
  readonly dimension: ScorecardSection['dimension'];
  readonly scorecard: Scorecard;
}

/** More columns than a page has room for are put below each other. */
const MOST_COLUMNS = 6;

/** The channels, locations or vendors of a month, beside each other. */
export function SideBySide({ title, dimension, scorecard }: SideBySideProps) {
  const sections = scorecard.sections.filter((section) => section.dimension === dimension);
  const known = sections.filter(({ values }) => values.some(({ value }) => value !== null));
  if (known.length === 0) return null;
  const groups = Array.from({ length: Math.ceil(known.length / MOST_COLUMNS) }, (_, index) =>
    known.slice(index * MOST_COLUMNS, (index + 1) * MOST_COLUMNS),
  );
  return (
    <Card title={title}>
      {groups.map((group) => (
        <Table
          key={group[0]?.subject}
          caption={`KPIs of ${group.map(({ subject }) => subject).join(', ')}`}
          columns={columnsOf(group)}
          rows={scorecard.kpis.filter((rule) =>
            group.some((section) => valueOf(section, rule) !== null),
          )}
          keyOf={({ id }) => id}
        />
      ))}
    </Card>
  );
}

const valueOf = ({ values }: ScorecardSection, { id }: Rule): number | null =>
  values.find(({ kpi }) => kpi === id)?.value ?? null;

const columnsOf = (sections: readonly ScorecardSection[]): readonly Column<Rule>[] => [
  { head: 'KPI', cell: ({ title }) => title },
  ...sections.map((section) => ({
    head: section.subject,
    end: true,
    cell: (rule: Rule) => figure(rule, valueOf(section, rule)),
  })),
];
