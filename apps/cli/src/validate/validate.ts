import {
  ConfigError,
  findPackFolder,
  loadPolicy,
  readYamlFile,
  type Policy,
  type Problem,
} from '#config';
import { loadPack } from '#mapping';
import { join } from 'node:path';
import { z } from 'zod';

export interface Verdict {
  readonly policy: Policy | null;
  /** names of the packs that the policy uses */
  readonly packs: readonly string[];
  readonly problems: readonly Problem[];
}

/** Checks the policy file and every pack that it names: all problems of all files, none thrown. */
export function validate(file: string, env: NodeJS.ProcessEnv): Verdict {
  const policy = attempt(() => loadPolicy(file, env), file);
  const folders = packFolders(file);
  const packs = folders.map((folder) => attempt(() => loadPack(folder), join(folder, 'pack.yaml')));
  return {
    policy: policy.value ?? null,
    packs: packs.flatMap(({ value }) => (value ? [value.name] : [])),
    problems: [...policy.problems, ...packs.flatMap(({ problems }) => problems)],
  };
}

/** Only what is needed to find the packs: a policy with problems still names them. */
const namesPacks = z.looseObject({
  sources: z.record(z.string(), z.looseObject({ pack: z.string() })),
});

function packFolders(file: string): string[] {
  const { value } = attempt(() => readYamlFile(file, namesPacks), file);
  const packs = Object.values(value?.sources ?? {}).map(({ pack }) => findPackFolder(pack, file));
  return [...new Set(packs.filter((folder) => folder !== undefined))];
}

interface Attempt<T> {
  readonly value?: T;
  readonly problems: readonly Problem[];
}

function attempt<T>(read: () => T, file: string): Attempt<T> {
  try {
    return { value: read(), problems: [] };
  } catch (error) {
    if (error instanceof ConfigError) return { problems: error.problems };
    if (error instanceof Error) return { problems: [problemOf(error, file)] };
    throw error;
  }
}

const problemOf = (error: Error, file: string): Problem => ({
  file,
  line: null,
  column: null,
  path: '(meaning)',
  found: error.message,
  expected: 'expressions that compile and tables that fit together',
  hint: null,
});
