import type { z } from 'zod';
import type { YamlPath } from './yaml-source.js';

/** The parts of zod's schema definitions that lead from a path to the keys that are valid there. */
interface Definition {
  readonly type?: string;
  readonly shape?: Readonly<Record<string, Schema>>;
  readonly keyType?: Schema;
  readonly entries?: Readonly<Record<string, unknown>>;
  readonly valueType?: Schema;
  readonly element?: Schema;
  readonly innerType?: Schema;
  readonly in?: Schema;
  readonly options?: readonly Schema[];
  readonly getter?: () => Schema;
}

interface Schema {
  readonly def: Definition;
}

/** Keys that the schema knows at the path; of a union, those of all its options. */
export function keysAt(schema: z.ZodType, path: YamlPath): readonly string[] {
  const start: Schema = { def: schema.def };
  const reached = path.reduce<readonly Schema[]>(
    (schemas, step) => schemas.flatMap((each) => stepInto(each.def, step)),
    unwrap(start),
  );
  return [...new Set(reached.flatMap(({ def }) => Object.keys(def.shape ?? wordsOf(def))))];
}

/** The words of an enum that a record takes its keys from. */
const wordsOf = ({ keyType }: Definition): object => keyType?.def.entries ?? {};

function unwrap(schema: Schema): readonly Schema[] {
  const { def } = schema;
  const inner = def.innerType ?? def.in ?? def.getter?.();
  if (inner) return unwrap(inner);
  return def.options ? def.options.flatMap(unwrap) : [schema];
}

function stepInto(def: Definition, step: string | number): readonly Schema[] {
  const next = def.shape?.[String(step)] ?? def.valueType ?? def.element;
  return next ? unwrap(next) : [];
}
