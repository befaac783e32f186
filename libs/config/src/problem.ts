/** One thing that is wrong with what a person wrote: what, where, what was expected, how to mend it. */
export interface Problem {
  /** the file, or where else the value comes from, such as `environment` */
  readonly file: string;
  /** 1-based; null where the place has no lines */
  readonly line: number | null;
  readonly column: number | null;
  /** such as `channels.bazaar.pool[1]` */
  readonly path: string;
  /** what stands there, secrets masked */
  readonly found: string;
  readonly expected: string;
  readonly hint: string | null;
}

/** Expected failure of configuration: its message lists every problem and is meant to be shown as it is. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(formatProblems(problems));
    this.name = 'ConfigError';
  }
}

/** Lists problems for a person, in the order of their places. */
function formatProblems(problems: readonly Problem[]): string {
  const count = problems.length === 1 ? 'One problem' : `${problems.length} problems`;
  return [`${count} in the configuration:`, ...problems.map(formatProblem)].join('\n\n');
}

function formatProblem(problem: Problem): string {
  const lines = [
    `  ${placeOf(problem)}  ${problem.path}`,
    `    found     ${problem.found}`,
    `    expected  ${problem.expected}`,
  ];
  if (problem.hint !== null) lines.push(`    hint      ${problem.hint}`);
  return lines.join('\n');
}

const placeOf = ({ file, line, column }: Problem): string =>
  line === null ? file : `${file}:${line}:${column ?? 1}`;
