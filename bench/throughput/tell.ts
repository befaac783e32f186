import { machine, today } from '../support/machine.js';
import { markdownTable } from '../support/markdown-table.js';
import type { Figures } from './figures.js';
import type { Ratio } from './ratio.js';

export const HEADING = 'Throughput';

/** The lines of one row of the table. */
export const ratioLines = (id: string, ratios: readonly Ratio[]): string[][] =>
  ratios.map(({ what, ours, theirs, unit, ratio, goal }) => [
    id,
    what,
    `${number(ours)} ${unit}`,
    `${number(theirs)} ${unit}`,
    ratio.toFixed(2),
    goal,
    goal === '' ? '' : isMet(ratio, goal) ? 'yes' : 'no',
  ]);

export const ratioTable = (lines: readonly string[][]): string =>
  markdownTable(['', 'what', 'ours', 'beside', 'ratio', 'goal', 'met'], lines);

export const figureTable = (figures: ReadonlyMap<string, Figures>): string =>
  markdownTable(
    ['run', 'events/s', 'own CPU µs', 'PostgreSQL µs', 'broker µs', 'MiB', 'rounds'],
    [...figures].map(([name, { eventsPerSecond, own, postgres, broker, memoryMiB, rounds }]) => [
      name,
      number(eventsPerSecond),
      own.toFixed(1),
      postgres.toFixed(1),
      broker.toFixed(1),
      number(memoryMiB),
      String(rounds),
    ]),
  );

export const note = (): string =>
  `${today()}, ${machine()}; broker, database, contestant and the benchmark itself on one machine. Medians of interleaved rounds, after a warm-up; CPU by process, per event, with all its children. Only ratios say something about another machine. Contestants, loads and what is checked: \`bench/throughput\`.`;

function isMet(ratio: number, goal: string): boolean {
  const [sign, bound] = goal.split(' ');
  return sign === '≥' ? ratio >= Number(bound) : ratio <= Number(bound);
}

const number = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(1);
