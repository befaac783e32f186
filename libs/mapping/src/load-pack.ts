import { hash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { ConfigError, readYamlFile } from '#config';
import { compileTables, type CompiledTable } from './compile.js';
import { demandFindings } from './demand-findings.js';
import { expressionFindings } from './expression-findings.js';
import { ExpressionError } from './expression-error.js';
import { referenceFindings } from './pack-references.js';
import { packSchema, type Engine, type PackFile } from './pack.schema.js';

/** A connector pack, read, validated and compiled once. */
export interface Pack {
  readonly name: string;
  readonly engine: Engine;
  readonly folder: string;
  readonly heartbeat: string;
  readonly tables: ReadonlyMap<string, CompiledTable>;
  readonly file: PackFile;
  /** names the file's meaning: 12 hex digits */
  readonly version: string;
}

/**
 * @param folder the pack's folder, relative to the working directory or absolute
 * @throws ConfigError with file, path and, where a line is at fault, the line
 */
export function loadPack(folder: string): Pack {
  const path = resolve(folder);
  const source = join(path, 'pack.yaml');
  const check = (content: unknown) => [
    ...referenceFindings(content),
    ...demandFindings(content),
    ...expressionFindings(content),
  ];
  const file = readYamlFile(source, packSchema, { check });
  const { name, engine, heartbeat } = file;
  const version = hash('sha256', JSON.stringify(file), 'hex').slice(0, 12);
  return { name, engine, heartbeat, folder: path, file, version, tables: compile(file, source) };
}

function compile(pack: PackFile, file: string): Pack['tables'] {
  try {
    return compileTables(pack);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const { path, source, detail } = error;
    const place = { file, line: null, column: null, path };
    const found = `${source}: ${detail}`;
    const expected = 'a CEL expression over row and the named references';
    throw new ConfigError([{ ...place, found, expected, hint: null }]);
  }
}
