import { parseLevel, type Level } from '#connect';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { CommandError } from '../command.js';

/** Levels that were recorded with a stretch: one JSON object a line. */
export async function levelsOfFile(file: string): Promise<Level[]> {
  const levels: Level[] = [];
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(file, 'utf8') })) {
    line += 1;
    if (text.trim() !== '')
      levels.push(parseLevel(parsedLine(text, file, line), `${file}:${line}`));
  }
  return levels;
}

function parsedLine(text: string, file: string, line: number): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new CommandError(`${file}:${line} is no JSON: expected one object a line`, { cause });
  }
}
