import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CAUSES } from './causes.js';

const HEALING: Readonly<Record<string, string>> = {
  waits: 'Waits.',
  restart: 'Restart.',
  snapshot: 'Snapshot.',
  person: 'Person.',
};

it('has a section for every cause that says how it heals, and for no other', () => {
  const sections = readFileSync('docs/runbook.md', 'utf8')
    .split(/^### `/m)
    .slice(1);
  const told = sections.map((section) => {
    const [name, text = ''] = section.split('`\n\n');
    return [name, /^\w+\./.exec(text)?.[0]];
  });
  const known = Object.entries(CAUSES).map(([name, { healing }]) => [name, HEALING[healing]]);
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(known));
});
