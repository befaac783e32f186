export interface SourceFile {
  readonly path: string;
  readonly lines: number;
}

const MAX_LINES = 250;
const MAX_MEDIAN = 90;

const FRONT_DOOR = /^libs\/[^/]+\/src\/index\.ts$/;

/** What breaks the budgets of CONTRIBUTING.md, one sentence for each. */
export function overBudget(files: readonly SourceFile[]): string[] {
  const long = files
    .filter(({ lines }) => lines > MAX_LINES)
    .map(({ path, lines }) => `${path} has ${lines} lines; at most ${MAX_LINES}: divide it`);
  const barrels = files
    .filter(({ path }) => /(^|\/)index\.ts$/.test(path) && !FRONT_DOOR.test(path))
    .map(({ path }) => `${path} is a barrel; only libs/<name>/src/index.ts may be an index.ts`);
  const median = medianLines(files);
  const heavy =
    median > MAX_MEDIAN ? [`the median file has ${median} lines; at most ${MAX_MEDIAN}`] : [];
  return [...long, ...barrels, ...heavy];
}

/** Lines of the file in the middle, the lower one of two; 0 without files. */
export function medianLines(files: readonly SourceFile[]): number {
  const sorted = files.map(({ lines }) => lines).toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
