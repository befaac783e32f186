import { figure, targetText } from './figure.js';
import { monthBefore } from './months.js';
import type { Scorecard, ScorecardSection, ScorecardValue } from './scorecard.schema.js';

/** One table of the report; `widths` in points, `*` for what is left. */
export interface Sheet {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly widths: readonly (number | '*')[];
}

type Rule = Scorecard['kpis'][number];

const NO_FACTS = 'No facts';
/** More would not fit beside each other. */
const MOST_SUBJECTS = 5;

const shown = (rule: Rule, value: number | null | undefined): string =>
  value === null || value === undefined ? NO_FACTS : figure(rule.unit, value);

const verdict = ({ met }: ScorecardValue): string =>
  met === null ? '' : met ? 'Reached' : 'Missed';

/** All together, against the targets and the month before. */
export function summary(scorecard: Scorecard): Sheet {
  const [all] = scorecard.sections.filter(({ dimension }) => dimension === 'all');
  const values = new Map(all?.values.map((value) => [value.kpi, value]));
  return {
    title: 'All together',
    head: ['KPI', scorecard.month, monthBefore(scorecard.month), 'Target', ''],
    rows: scorecard.kpis.flatMap((rule) => {
      const value = values.get(rule.id);
      if (!value) return [];
      return [
        [
          rule.title,
          shown(rule, value.value),
          value.before === null ? '' : figure(rule.unit, value.before),
          targetText(rule.unit, rule.target),
          verdict(value),
        ],
        ...value.parts.map(({ part, value: of }) => [
          `   ${part.replaceAll('_', ' ')}`,
          shown(rule, of),
          '',
          '',
          '',
        ]),
      ];
    }),
    widths: ['*', 84, 84, 92, 54],
  };
}

const TITLES = { channel: 'Channels', location: 'Locations', vendor: 'Vendors' } as const;

/** Channels, locations and vendors, side by side; what nothing is known of anywhere is left out. */
export const comparison = (scorecard: Scorecard): readonly Sheet[] =>
  (['channel', 'location', 'vendor'] as const).flatMap((dimension) => {
    const sections = scorecard.sections.filter((section) => section.dimension === dimension);
    return chunksOf(sections).flatMap((some) => sideBySide(scorecard, TITLES[dimension], some));
  });

function chunksOf(sections: readonly ScorecardSection[]): (readonly ScorecardSection[])[] {
  const count = Math.ceil(sections.length / MOST_SUBJECTS);
  return Array.from({ length: count }, (_, index) =>
    sections.slice(index * MOST_SUBJECTS, (index + 1) * MOST_SUBJECTS),
  );
}

function sideBySide(
  { kpis }: Scorecard,
  title: string,
  sections: readonly ScorecardSection[],
): Sheet[] {
  const valueOf = (section: ScorecardSection, { id }: Rule) =>
    section.values.find(({ kpi }) => kpi === id)?.value ?? null;
  const known = kpis.filter((rule) => sections.some((section) => valueOf(section, rule) !== null));
  if (known.length === 0) return [];
  return [
    {
      title,
      head: ['KPI', ...sections.map(({ subject }) => subject)],
      rows: known.map((rule) => [
        rule.title,
        ...sections.map((section) => shown(rule, valueOf(section, rule))),
      ]),
      widths: ['*', ...sections.map(() => 68)],
    },
  ];
}

/** What there are no facts of, and what to do for some. */
export function unknowns({ kpis, sections }: Scorecard): readonly string[] {
  const [all] = sections.filter(({ dimension }) => dimension === 'all');
  const titles = new Map(kpis.map(({ id, title }) => [id, title]));
  const missing = new Map<string, string[]>();
  for (const { kpi, needs } of all?.values ?? []) {
    if (needs !== null) missing.set(needs, [...(missing.get(needs) ?? []), titles.get(kpi) ?? kpi]);
  }
  return [...missing].map(([needs, names]) => `${names.join(', ')}: ${needs}.`);
}
