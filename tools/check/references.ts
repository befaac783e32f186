import { existsSync, readFileSync } from 'node:fs';
import { brokenReferences } from './broken-references.js';
import { trackedFiles } from './tracked-files.js';

const documents = trackedFiles().filter((path) => path.endsWith('.md'));
const findings = documents.flatMap((path) =>
  brokenReferences(path, readFileSync(path, 'utf8'), existsSync).map((broken) => ({
    path,
    ...broken,
  })),
);
for (const { path, line, target } of findings) {
  console.log(`${path}:${line}: ${target} does not exist; correct the reference`);
}
console.log(`${documents.length} documents read`);
if (findings.length > 0) process.exitCode = 1;
