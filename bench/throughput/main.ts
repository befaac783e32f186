import { parseArgs } from 'node:util';
import { replaceSection } from '../support/replace-section.js';
import { withArena } from './arena.js';
import { figuresOf, type Figures } from './figures.js';
import { Course, runRounds, type Series } from './plan.js';
import { ROWS, type Row } from './rows.js';
import { figureTable, HEADING, note, ratioLines, ratioTable } from './tell.js';

const USAGE = 'npm run bench -- [--only P4[,P5 …]] [--rounds 1] [--scale 1]';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '1' },
    scale: { type: 'string', default: '1' },
  },
});
const rounds = Number(values.rounds);
const scale = Number(values.scale);
const rows = chosen(values.only);

await withArena(async (arena) => {
  const course = new Course(arena, scale);
  const series = [...new Set(rows.flatMap((row) => row.series))];
  const measured = await runRounds(course, series, rounds);
  const figures = new Map(
    [...measured].map(([key, runs]): [string, Figures] => [key, figuresOf(runs)]),
  );
  const of = ({ key }: Series) => figures.get(key) ?? figuresOf([]);
  const lines: string[][] = [];
  for (const { id, ratios, measure } of rows) {
    const further = (await measure?.(course, rounds)) ?? [];
    lines.push(...ratioLines(id, [...ratios(of), ...further]));
  }
  const body = [ratioTable(lines), figureTable(figures)].join('\n\n');
  console.log(`\n${body}\n`);
  if (rows.length === ROWS.length && scale === 1) {
    replaceSection('docs/benchmarks.md', HEADING, ['`npm run bench`', note(), body].join('\n\n'));
  }
});

function chosen(only: string | undefined): readonly Row[] {
  if (only === undefined) return ROWS;
  return only.split(',').map((id) => {
    const row = ROWS.find((known) => known.id === id);
    if (row) return row;
    throw new Error(`no row ${id}; ${USAGE}, rows: ${ROWS.map((known) => known.id).join(', ')}`);
  });
}
