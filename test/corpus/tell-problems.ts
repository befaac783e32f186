import { ConfigError, type Problem } from '#config';
import { loadPack } from '#mapping';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { validate } from '../../apps/cli/src/validate/validate.js';

const folderOf = (name: string) => new URL(name, import.meta.url).pathname;
export const PACKS = folderOf('packs');
export const POLICIES = folderOf('policies');

export const namesIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name !== 'expected.yaml')
    .toSorted();

/** What `shelfwire validate` says of a pack. */
export function problemsOfPack(name: string): readonly Problem[] {
  try {
    loadPack(join(PACKS, name));
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** What `shelfwire validate` says of a policy whose packs are sound. */
export const problemsOfPolicy = (name: string): readonly Problem[] =>
  validate(join(POLICIES, name), {}).problems;

/** The place and the words, without the folder that the checkout is in. */
export const told = ({ file, line, path, found, expected, hint }: Problem) => ({
  file: relative(folderOf('.'), file),
  line,
  path,
  found: found.replaceAll(folderOf('.'), ''),
  expected: expected.replaceAll(folderOf('.'), ''),
  hint,
});
