import { translate } from '#mapping';
import { machine, today } from '../support/machine.js';
import { markdownTable } from '../support/markdown-table.js';
import { replaceSection } from '../support/replace-section.js';
import { decode, recordedPacks, type PackChanges } from './quantity-changes.js';

/** Changes in a round, and rounds of each kind; the two kinds take turns. */
const CHANGES = 5_000;
const ROUNDS = 15;
/** µs a change on top of parsing, at most */
const GOAL = 5;

type Work = (index: number) => unknown;

/** What no reader of the message can do without. */
const parsing = ({ changes }: PackChanges): Work => {
  const values = changes.map(({ message }) => message.value);
  return (index): unknown => JSON.parse(values[index % values.length]?.toString() ?? '');
};

/** From bytes to events: parsing, validation, expressions, ids. */
function mapping({ pack, changes, references }: PackChanges): Work {
  const context = {
    source: pack.name,
    timeZone: 'Europe/Berlin',
    references: references.all,
    locationOf: (name: string) => name,
    ingestedAt: '2026-01-05T08:00:00.000Z',
  };
  return (index) => {
    const change = changes[index % changes.length];
    return change && translate(change.table, decode(pack, change.table, change.message), context);
  };
}

/** @returns µs for one */
function time(work: Work): number {
  const start = performance.now();
  for (let index = 0; index < CHANGES; index += 1) work(index);
  return ((performance.now() - start) * 1000) / CHANGES;
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? Number.NaN;

function measure(pack: PackChanges): { readonly parse: number; readonly whole: number } {
  const works = [parsing(pack), mapping(pack)] as const;
  for (const work of works) time(work);
  const rounds = Array.from({ length: ROUNDS }, () => works.map(time));
  const column = (at: number) => median(rounds.map((round) => round[at] ?? Number.NaN));
  return { parse: column(0), whole: column(1) };
}

const rows = recordedPacks().map((pack) => {
  const { parse, whole } = measure(pack);
  const bytes = pack.changes.reduce((sum, { message }) => sum + message.value.length, 0);
  const cells = [parse, whole - parse, (whole - parse) / parse].map((number) => number.toFixed(2));
  return [pack.pack.name, String(Math.round(bytes / pack.changes.length)), ...cells];
});
const table = markdownTable(
  ['pack', 'bytes a change', 'JSON.parse, µs', 'mapping on top, µs', 'mapping ÷ parsing'],
  rows,
);
const body = `\`npm run bench:mapping\`

${today()}, ${machine()}. From a message's bytes to its events, for the recorded changes of each pack's quantity tables, all references known: decoding, validation, the pack's expressions, ids. Medians of ${ROUNDS} rounds of ${CHANGES.toLocaleString('en')} changes, in turns with parsing alone; the goal is ${GOAL} µs on top of parsing. Method: \`bench/mapping\`.

${table}`;
console.log(`\n${body}\n`);
replaceSection('docs/benchmarks.md', 'Mapping', body);
