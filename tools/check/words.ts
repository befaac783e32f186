import { readFileSync } from 'node:fs';
import { bannedWords } from './banned-words.js';
import { trackedFiles } from './tracked-files.js';

const BINARY = /\.(png|jpg|gz|zip|ico|woff2)$/;
/** Plants banned words to see them found. */
const OWN_SPEC = 'tools/check/banned-words.spec.ts';

const files = trackedFiles().filter((path) => !BINARY.test(path) && path !== OWN_SPEC);
const findings = files.flatMap((path) => bannedWords(path, readFileSync(path, 'utf8')));
for (const { path, line, text, why } of findings) console.log(`${path}:${line}: "${text}" ${why}`);
console.log(`${files.length} files read`);
if (findings.length > 0) process.exitCode = 1;
