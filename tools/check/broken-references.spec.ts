import { describe, expect, it } from 'vitest';
import { brokenReferences } from './broken-references.js';

const EXISTING = new Set([
  'docs/running.md',
  'README.md',
  'libs/domain/src/fold.ts',
  'libs/domain',
]);
const brokenIn = (content: string) =>
  brokenReferences('docs/operating.md', content, (path) => EXISTING.has(path));

describe('the references of a document', () => {
  it('may lead to files, folders, headings and other sites', () => {
    const content = [
      '[run](running.md) [up](../README.md#top) [here](#below) [there](https://example.org/x)',
      'see `libs/domain/src/fold.ts`, `libs/domain` and `libs/*/src`',
    ].join('\n');

    expect(brokenIn(content)).toEqual([]);
  });

  it('may name files that have moved, in the record of a decision', () => {
    const record = 'docs/decisions/20261123-fold.md';

    expect(brokenReferences(record, 'see `libs/domain/src/gone.ts`', () => false)).toEqual([]);
  });

  it('are reported with their line when they lead nowhere', () => {
    const content = 'first\n[gone](away.md) and `libs/domain/src/gone.ts`';

    expect(brokenIn(content)).toEqual([
      { line: 2, target: 'away.md' },
      { line: 2, target: 'libs/domain/src/gone.ts' },
    ]);
  });
});
