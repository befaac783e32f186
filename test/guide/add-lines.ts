import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Does what a reader does with a block of lines to add: finds the lines that are there already, which must
 * be in the file exactly once, and adds the others between them.
 *
 * @param diff `+++ file`, then places that begin with `@@`: lines with a space are there, with a plus are added
 */
export function addLines(root: string, diff: string): void {
  for (const part of diff.split(/^\+\+\+ /m).slice(1)) {
    const [file = '', ...places] = part.split(/\n@@\n/);
    const where = path.join(root, file.trim());
    const changed = places.reduce(
      (text, place) => changedAt(text, place.trimEnd().split('\n'), file),
      readFileSync(where, 'utf8'),
    );
    writeFileSync(where, changed);
  }
}

function changedAt(text: string, lines: readonly string[], file: string): string {
  const there = lines.filter((line) => !line.startsWith('+')).map((line) => line.slice(1));
  const after = lines.map((line) => line.slice(1));
  const parts = text.split(`${there.join('\n')}\n`);
  if (parts.length !== 2) {
    throw new Error(
      `${file}: found ${parts.length - 1} times, expected once:\n${there.join('\n')}`,
    );
  }
  return parts.join(`${after.join('\n')}\n`);
}
