import { readFileSync } from 'node:fs';
import { isMap, isNode, isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { ConfigError, type Problem } from './problem.js';

export type YamlPath = readonly (string | number)[];

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A parsed YAML file that knows where each value stands. */
export interface YamlSource {
  readonly file: string;
  readonly document: Document;
  /** place of the value at the path, else of the nearest value above it */
  placeOf(path: YamlPath): Place;
  placeOfKey(path: YamlPath, key: string): Place;
}

/**
 * @param text what the file would say; left out: what it says
 * @throws ConfigError when the file cannot be read or is no YAML
 */
export function readYamlSource(file: string, text = textOf(file)): YamlSource {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const at = (offset: number): Place => {
    const { line, col } = counter.linePos(offset);
    return { line, column: col };
  };
  const wrong = [...document.errors, ...document.warnings, ...missingAnchors(document)];
  if (wrong.length > 0) {
    throw new ConfigError(
      wrong.map(({ message, pos: [begin] }) => ({
        file,
        ...at(begin),
        path: '(syntax)',
        found: WORDS.get(message) ?? message,
        expected: 'valid YAML',
        hint: null,
      })),
    );
  }
  return {
    file,
    document,
    placeOf: (path) => at(offsetOf(document, path)),
    placeOfKey: (path, key) => at(offsetOfKey(document, path, key)),
  };
}

/** What the parser says to programs. */
const WORDS: ReadonlyMap<string, string> = new Map([
  [
    'Source contains multiple documents; please use YAML.parseAllDocuments()',
    'a second document after ---',
  ],
]);

/** Aliases such as `*columns` without their anchor: only reading their values would tell. */
function missingAnchors(document: Document) {
  const missing: { message: string; pos: [number, number] }[] = [];
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) || !alias.range) return;
      const message = `*${alias.source} without an anchor &${alias.source} before it`;
      missing.push({ message, pos: [alias.range[0], alias.range[1]] });
    },
  });
  return missing;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError([unreadable(file, error)]);
  }
}

function unreadable(file: string, error: unknown): Problem {
  return {
    file,
    line: null,
    column: null,
    path: '(file)',
    found: error instanceof Error ? error.message : String(error),
    expected: 'a readable YAML file',
    hint: 'check the path; the policy file is named by SHELFWIRE_CONFIG (default ./shelfwire.yaml)',
  };
}

function offsetOf(document: Document, path: YamlPath): number {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function offsetOfKey(document: Document, path: YamlPath, key: string): number {
  const parent = path.length === 0 ? document.contents : document.getIn(path, true);
  const keys = isMap(parent) ? parent.items.map((pair) => pair.key) : [];
  const found = keys.filter(isScalar).find((node) => String(node.value) === key);
  return found?.range?.[0] ?? offsetOf(document, path);
}

/** `channels.bazaar.pool[1]`; keys that are no plain words are quoted. */
export const formatPath = (path: YamlPath): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    const word = /^[\w-]+$/.test(step) ? step : JSON.stringify(step);
    return text === '' ? word : `${text}.${word}`;
  }, '') || '(root)';
