import { join, resolve } from 'node:path';
import { readYamlFile } from '#config';
import { compileTables, type CompiledTable } from './compile.js';
import { packSchema, type Engine, type PackFile } from './pack.schema.js';

/** A connector pack, read, validated and compiled once. */
export interface Pack {
  readonly name: string;
  readonly engine: Engine;
  readonly folder: string;
  readonly heartbeat: string;
  readonly tables: ReadonlyMap<string, CompiledTable>;
  readonly file: PackFile;
}

/**
 * @param folder the pack's folder, relative to the working directory or absolute
 * @throws ConfigError with file, line and path; Error naming the expression that does not compile
 */
export function loadPack(folder: string): Pack {
  const path = resolve(folder);
  const file = readYamlFile(join(path, 'pack.yaml'), packSchema);
  const { name, engine, heartbeat } = file;
  return { name, engine, heartbeat, folder: path, file, tables: compileTables(file) };
}
