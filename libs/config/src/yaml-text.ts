import { readFileSync } from 'node:fs';
import {
  isCollection,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  type Document,
} from 'yaml';
import { ConfigError, type Problem } from './problem.js';

export type Path = readonly (string | number)[];

/** A YAML file that knows where each of its values stands. */
export class YamlText {
  private readonly counter = new LineCounter();
  private readonly document: Document;

  /** @throws ConfigError when the file cannot be read or is no YAML */
  constructor(readonly file: string) {
    this.document = parseDocument(read(file), { lineCounter: this.counter, uniqueKeys: true });
    const [error] = this.document.errors;
    if (!error) return;
    const { line, col } = this.counter.linePos(error.pos[0]);
    const [message = 'it cannot be parsed'] = error.message.split('\n');
    throw new ConfigError([
      { file, line, column: col, path: '', found: null, expected: `YAML: ${message}`, hint: null },
    ]);
  }

  get value(): unknown {
    return this.document.toJS() as unknown;
  }

  /** Where the value, or for `key` the key itself, stands; the nearest parent when it is absent. */
  at(path: Path, of: 'value' | 'key' = 'value'): Pick<Problem, 'file' | 'line' | 'column'> {
    for (let length = path.length; length >= 0; length -= 1) {
      const offset = this.offsetOf(path.slice(0, length), of);
      if (offset === undefined) continue;
      const { line, col } = this.counter.linePos(offset);
      return { file: this.file, line, column: col };
    }
    return { file: this.file, line: 1, column: 1 };
  }

  private offsetOf(path: Path, of: 'value' | 'key'): number | undefined {
    if (of === 'key' && path.length > 0) {
      const parent =
        path.length === 1 ? this.document.contents : this.document.getIn(path.slice(0, -1), true);
      if (isMap(parent)) {
        const pair = parent.items.find(
          ({ key }) => isScalar(key) && String(key.value) === String(path.at(-1)),
        );
        return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
      }
    }
    const node = path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    return isNode(node) || isCollection(node) ? node.range?.[0] : undefined;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unreadable';
    throw new ConfigError([
      {
        file,
        line: null,
        column: null,
        path: '',
        found: code,
        expected: 'a readable file',
        hint: null,
      },
    ]);
  }
}

export const pathText = (path: Path): string =>
  path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? part : `${text}.${part}`,
    '',
  );
