import { tree } from './tree.js';
import type { Finding } from './yaml-file.js';

/** Every item must fall into one class: one of them begins at zero, and no two begin at the same rate. */
export function countClassFindings(classes: unknown): Finding[] {
  if (!Array.isArray(classes) || classes.length === 0) return [];
  const rates = classes.map((entry) => tree(entry)['fromUnitsPerDay']);
  const repeated = rates.flatMap((rate, index): Finding[] =>
    rates.indexOf(rate) === index
      ? []
      : [
          {
            path: ['countClasses', index, 'fromUnitsPerDay'],
            expected: 'another rate than the class before',
          },
        ],
  );
  if (rates.includes(0)) return repeated;
  return [
    ...repeated,
    {
      path: ['countClasses'],
      ofKey: true,
      found: 'no class from 0 units a day',
      expected: 'a class with fromUnitsPerDay: 0, for the items that sell least',
    },
  ];
}
