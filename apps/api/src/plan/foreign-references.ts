import { placeholdersIn, type Problem } from '#config';

const PACK = /^\s*pack:\s*['"]?([^'"\s#]+)/gm;
const A_NAME = /^[\w-]+$/;

const packsIn = (text: string): string[] => [...text.matchAll(PACK)].map(([, pack = '']) => pack);

/**
 * Environment, files and folders that a text asks this server for, and its own policy file does not: whoever
 * sends a text could read them in the plan.
 */
export function foreignReferences(text: string, own: string): Problem[] {
  const known = new Set([...placeholdersIn(own), ...packsIn(own)]);
  const placeholders = placeholdersIn(text).map((found) => ({
    found,
    expected: "a placeholder that the server's own policy file has",
  }));
  const packs = packsIn(text)
    .filter((pack) => !A_NAME.test(pack))
    .map((found) => ({
      found,
      expected: "a pack's name, or a path that the server's own file has",
    }));
  return [...placeholders, ...packs]
    .filter(({ found }) => !known.has(found))
    .map(({ found, expected }) => ({
      file: '',
      ...placeOf(text, found),
      path: found,
      found,
      expected,
      hint: 'put it into the file on the server, and run shelfwire plan there',
    }));
}

function placeOf(text: string, found: string): { line: number; column: number } {
  const before = text.slice(0, text.indexOf(found)).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
