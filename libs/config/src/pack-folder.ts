import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { suggest } from './nearest.js';
import type { Finding } from './yaml-file.js';

const PACKS = 'connectors';

/**
 * The folder of a source's pack: a path, or a name under `connectors/`, looked up beside the policy file
 * and then in the working folder.
 *
 * @returns undefined when there is no such pack
 */
export function findPackFolder(pack: string, policyFile: string): string | undefined {
  return bases(policyFile)
    .flatMap((base) => [resolve(base, pack), resolve(base, PACKS, pack)])
    .find((folder) => existsSync(join(folder, 'pack.yaml')));
}

/** @throws Error when there is no such pack; `loadPolicy` has checked that there is */
export function packFolder(pack: string, policyFile: string): string {
  const folder = findPackFolder(pack, policyFile);
  if (folder === undefined) throw new Error(`There is no pack "${pack}" with a pack.yaml.`);
  return folder;
}

const bases = (policyFile: string): string[] => [dirname(resolve(policyFile)), process.cwd()];

export function packFindings(content: unknown, policyFile: string): Finding[] {
  return packsOf(content)
    .filter(([, pack]) => findPackFolder(pack, policyFile) === undefined)
    .map(([source, pack]) => ({
      path: ['sources', source, 'pack'],
      expected: 'a folder with a pack.yaml, as a path or as a name under connectors/',
      hint: suggest(pack.replace(/^(\.?\/)?connectors\//, ''), knownPacks(policyFile)),
    }));
}

function packsOf(content: unknown): [string, string][] {
  const { sources } = (content ?? {}) as { sources?: unknown };
  if (typeof sources !== 'object' || sources === null) return [];
  return Object.entries(sources).flatMap(([id, source]: [string, unknown]) => {
    const { pack } = (source ?? {}) as { pack?: unknown };
    return typeof pack === 'string' && pack !== '' ? [[id, pack] as [string, string]] : [];
  });
}

function knownPacks(policyFile: string): string[] {
  const folders = bases(policyFile).map((base) => join(base, PACKS));
  const names = folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder).filter((name) => existsSync(join(folder, name, 'pack.yaml'))),
    );
  return [...new Set(names)].sort();
}
