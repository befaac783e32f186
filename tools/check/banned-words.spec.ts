import { describe, expect, it } from 'vitest';
import { bannedWords } from './banned-words.js';

/** Assembled here, so that this file itself carries none of them. */
const HOSTS = {
  npm: ['registry', 'npmjs', 'org'].join('.'),
  maven: ['repo1', 'maven', 'org'].join('.'),
};
const WORKPLACE = ['', 'work'].join('/');

const findingsIn = (content: string, path = 'a.ts') => bannedWords(path, content);

describe('the banned words', () => {
  it.each([
    ['a registry', `resolved: https://${HOSTS.npm}/x`],
    ['a Maven repository', `from ${HOSTS.maven}`],
    ['a home folder', "const file = '/home/ann/data.csv'"],
    ['a workplace', `see ${WORKPLACE}/shared/notes.md`],
    ['a lint rule switched off', '// oxlint-disable-next-line complexity'],
    ['a type error silenced', '// @ts-expect-error'],
  ])('find %s, with its line', (_, line) => {
    expect(findingsIn(`first\n${line}`)).toMatchObject([{ path: 'a.ts', line: 2 }]);
  });

  it.each([
    ['a path inside the checkout', './work/files and libs/work/file.ts'],
    ['a path of the image', '/app/dist and /kafka/connect'],
    ['a path under a variable', `$HOME${WORKPLACE}/a and \${root}${WORKPLACE}/a`],
    ['an address', 'http://127.0.0.1:7400/work/items'],
  ])('leave %s alone', (_, line) => {
    expect(findingsIn(line)).toEqual([]);
  });

  it('let the documents speak of switches', () => {
    expect(findingsIn('never write oxlint-disable', 'CONTRIBUTING.md')).toEqual([]);
  });
});
