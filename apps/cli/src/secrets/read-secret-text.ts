import * as prompts from '@clack/prompts';
import { CommandError } from '../command.js';

const MOST_BYTES = 64 * 1024;

/**
 * A secret's text from standard input, without its last line break; at a terminal it is asked for, and
 * what is typed is not shown.
 *
 * @throws CommandError when nothing came, or more than a secret can be, or no text; or somebody gave up
 */
export async function readSecretText(name: string): Promise<string> {
  const text = process.stdin.isTTY ? await askFor(name) : await readPiped(process.stdin);
  if (text === '') throw new CommandError(`nothing came on standard input; ${HOW}`);
  return text;
}

const HOW = 'pipe the value into the command, or run it at a terminal';

async function askFor(name: string): Promise<string> {
  const message = `Value of ${name} (not shown)`;
  const answer = await prompts.password({ message, mask: '', output: process.stderr });
  if (typeof answer === 'symbol') throw new CommandError('given up; nothing was written');
  return answer ?? '';
}

async function readPiped(input: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of input) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new CommandError(`more than ${MOST_BYTES} bytes for one secret`);
    parts.push(part);
  }
  return decode(Buffer.concat(parts)).replace(/\r?\n$/, '');
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CommandError('the value is no UTF-8; encode it, for instance as base64');
  }
}
