import { stringify } from 'csv-stringify/sync';
import { targetText } from './figure.js';
import type { Scorecard, ScorecardValue } from './scorecard.schema.js';

const COLUMNS = [
  'month',
  'dimension',
  'subject',
  'kpi',
  'title',
  'part',
  'unit',
  'value',
  'month_before',
  'target',
  'reached',
  'note',
];

/** What a spreadsheet would take for a formula when it stands first. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** Names come from outside: one that a spreadsheet would reckon with becomes text. */
export const plainCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);

/** RFC 4180 with a line of names, in UTF-8. Numbers have a decimal point, and shares go from 0 to 1. */
export function toCsv(scorecard: Scorecard): string {
  const rules = new Map(scorecard.kpis.map((rule) => [rule.id, rule]));
  const rows = scorecard.sections.flatMap(({ dimension, subject, values }) =>
    values.flatMap((value) => {
      const { title = '', unit = 'units', target = null } = rules.get(value.kpi) ?? {};
      const place = [scorecard.month, dimension, subject === '-' ? '' : plainCell(subject)];
      const head = [...place, value.kpi, title];
      return [
        [
          ...head,
          '',
          unit,
          ...numbersOf(value),
          targetText(unit, target),
          reached(value),
          value.needs ?? '',
        ],
        ...value.parts.map((part) => [
          ...head,
          plainCell(part.part),
          unit,
          numberText(part.value),
          '',
          '',
          '',
          '',
        ]),
      ];
    }),
  );
  return stringify([COLUMNS, ...rows], { record_delimiter: '\r\n' });
}

const numbersOf = ({ value, before }: ScorecardValue): string[] => [
  numberText(value),
  numberText(before),
];

/** Six digits are enough, and hide what adding up in binary leaves behind. */
const numberText = (value: number | null): string =>
  value === null ? '' : String(Number(value.toFixed(6)));

const reached = ({ met }: ScorecardValue): string => (met === null ? '' : met ? 'yes' : 'no');
