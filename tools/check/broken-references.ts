import { posix } from 'node:path';

const LINK = /\]\((?<target>[^)\s]+)\)/g;
/** A path of the project in backticks, such as `libs/domain/src/fold.ts`; patterns are left out. */
const PATH = /`(?<target>(?:apps|libs|tools|test|bench|connectors|docs|bin)\/[\w./-]+)`/g;

export interface BrokenReference {
  readonly line: number;
  readonly target: string;
}

/**
 * Links and named paths of a document that lead nowhere.
 *
 * @param path of the document, from the root of the checkout
 * @param exists tells whether there is a file or folder, by its path from the root
 */
export function brokenReferences(
  path: string,
  content: string,
  exists: (path: string) => boolean,
): BrokenReference[] {
  const fromHere = (target: string): string => posix.join(posix.dirname(path), target);
  return content.split('\n').flatMap((text, index) => {
    const links = targets(text, LINK)
      .filter((target) => !/^(?:[a-z]+:|#)/.test(target))
      .filter((target) => !exists(fromHere(target.replace(/#.*$/, ''))));
    const paths = isRecord(path) ? [] : targets(text, PATH).filter((target) => !exists(target));
    return [...links, ...paths].map((target) => ({ line: index + 1, target }));
  });
}

/** A decision's record is never changed, also when the files that it names move. */
const isRecord = (path: string): boolean => /^docs\/decisions\/\d{8}-/.test(path);

const targets = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(({ groups }) => groups?.['target'] ?? '');
