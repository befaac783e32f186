import { readFileSync } from 'node:fs';
import { medianLines, overBudget, type SourceFile } from './budgets.js';
import { trackedFiles } from './tracked-files.js';

const files: SourceFile[] = trackedFiles()
  .filter((path) => /\.(ts|tsx|mts|mjs)$/.test(path))
  .map((path) => ({ path, lines: readFileSync(path, 'utf8').split('\n').length - 1 }));

const findings = overBudget(files);
for (const finding of findings) console.log(finding);
console.log(`${files.length} source files, median ${medianLines(files)} lines`);
if (findings.length > 0) process.exitCode = 1;
