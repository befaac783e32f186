import { readYamlFile } from '#config';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const row = z.record(z.string(), z.unknown());

/** What became of a message; exactly one of the four. */
const outcome = {
  /** the stock events, as `eventLine` writes them, in order */
  apply: z.array(z.string()).optional(),
  /** why nothing is to be done */
  ignore: z.string().optional(),
  /** the reference that it waits for, as the table `waiting_change` names it */
  wait: z.string().optional(),
  /** the code under which it is parked */
  park: z.string().optional(),
};

/** One message; what it does not say is as the table's usual message has it. */
export const corpusMessage = z.strictObject({
  on: z.string().regex(/^[a-z]+\.[a-z]+$/, 'source.table'),
  op: z.string().default('u'),
  /** columns of the current image that differ from the usual row */
  row: row.default({}),
  /** columns of the current image as JSON text, where its spelling is what matters */
  raw: z.record(z.string(), z.string()).default({}),
  without: z.array(z.string()).default([]),
  /** the image before the change: columns that differ from the usual row */
  before: row.nullable().default(null),
  /** false: the current image is left out */
  image: z.boolean().default(true),
  source: row.default({}),
  sourceWithout: z.array(z.string()).default([]),
  transaction: row.nullable().optional(),
  /** more members of the envelope, as JSON text */
  more: z.record(z.string(), z.string()).default({}),
  /** text around the message, which stands where @ is */
  wrap: z.string().default('@'),
  /** the whole value instead; null: a tombstone */
  value: z.string().nullable().optional(),
  /** only so many bytes of the value */
  cut: z.int().optional(),
  /** the key's text; null: none */
  key: z.string().nullable().optional(),
  headers: z.record(z.string(), z.string()).default({}),
  /** the bytes of the case's message of that number once more, at an offset of their own */
  again: z.int().positive().optional(),
  ...outcome,
});

const corpusCase = z.strictObject({
  name: z.string(),
  messages: z.array(corpusMessage).min(1),
  /** units of available_base at the end, by `sku@location` */
  stock: z.record(z.string(), z.string()).optional(),
});

const single = corpusMessage
  .extend({ name: z.string(), stock: corpusCase.shape.stock })
  .transform(({ name, stock, ...only }) => ({ name, stock, messages: [only] }));

const theme = z.array(z.union([corpusCase, single]));

export type CorpusMessage = z.infer<typeof corpusMessage>;
export type CorpusCase = z.infer<typeof corpusCase> & { readonly theme: string };

const FOLDER = new URL('messages', import.meta.url).pathname;

/** Every case of every theme. */
export const readCases = (): readonly CorpusCase[] =>
  readdirSync(FOLDER)
    .toSorted()
    .flatMap((file) =>
      readYamlFile(join(FOLDER, file), theme).map((each) => ({
        ...each,
        theme: file.replace(/\.yaml$/, ''),
      })),
    );

/** The expectation in the form in which outcomes are compared. */
export function expectedOf({ apply, ignore, wait, park }: CorpusMessage): Outcome {
  if (apply) return { apply };
  if (wait !== undefined) return { wait };
  if (park !== undefined) return { park };
  if (ignore !== undefined) return 'ignore';
  throw new Error('a message of the corpus says what becomes of it: apply, ignore, wait or park');
}

export type Outcome =
  | { readonly apply: readonly string[] }
  | { readonly wait: string }
  | { readonly park: string }
  | 'ignore';
