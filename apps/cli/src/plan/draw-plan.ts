import type { FieldChange, Part, Plan, Sign, Step } from '#plan';

const PARTS: readonly Part[] = ['migrations', 'topics', 'connectors', 'packs', 'policy'];
const LONGEST = 100;

/** A plan for people: what is made anew (+), changed (~) and removed (-), and what would be lost (!). */
export function drawPlan({ applied, wanted, steps }: Plan): string[] {
  const to = `${wanted.version} (policy ${wanted.policyVersion})`;
  if (steps.length === 0) return [`Nothing to do: ${to} is what was applied.`];
  const from = applied ? `${applied.version} (policy ${applied.policyVersion})` : 'nothing applied';
  return [
    `From ${from} to ${to}:`,
    ...PARTS.flatMap((part) => drawPart(part, steps)),
    '',
    summary(steps),
    ...hints(steps),
  ];
}

function drawPart(part: Part, steps: readonly Step[]): string[] {
  const own = steps.filter((step) => step.part === part);
  return own.length === 0 ? [] : ['', part, ...own.flatMap(drawStep)];
}

const drawStep = ({ id, sign, changes, loses }: Step): string[] => [
  `  ${sign} ${id}`,
  // what is new is new in every field: --json tells them
  ...(sign === '~' ? changes.map((change) => `      ${drawChange(change)}`) : []),
  ...loses.map((loss) => `      ! ${loss}`),
];

function drawChange({ field, from, to }: FieldChange): string {
  if (from === null) return `+ ${field}: ${short(to)}`;
  if (to === null) return `- ${field}: ${short(from)}`;
  return `~ ${field}: ${short(from)} → ${short(to)}`;
}

function short(text: string | null): string {
  const line = (text ?? '').replace(/\s+/g, ' ').trim();
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST)}…`;
}

function summary(steps: readonly Step[]): string {
  const count = (sign: Sign) => steps.filter((step) => step.sign === sign).length;
  return `${count('+')} to make, ${count('~')} to change, ${count('-')} to remove.`;
}

function hints(steps: readonly Step[]): string[] {
  const losing = steps.filter(({ loses }) => loses.length > 0);
  const remapped = steps.filter(({ part, sign }) => part === 'packs' && sign === '~');
  return [
    ...(remapped.length === 0
      ? []
      : ['Rows that were read before keep their former meaning until shelfwire resnapshot.']),
    ...(losing.length === 0
      ? []
      : [`What is marked with ! needs approval: --approve ${losing[0]?.id ?? ''}`]),
  ];
}
