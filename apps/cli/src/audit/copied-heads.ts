import type { LedgerHead } from '#ledger';
import { readFileSync } from 'node:fs';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { CommandError } from '../command.js';

const copiedHead = z.strictObject({
  partition: z.int().nonnegative(),
  line: z.string().regex(/^\d+$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  sealedAt: z.string(),
});

/** What `audit head --json` prints of each partition, and `audit verify --heads` reads. */
export type CopiedHead = z.infer<typeof copiedHead>;

export async function readCopyOfHeads(dataSource: DataSource): Promise<CopiedHead[]> {
  const rows = await dataSource.query<
    { partition: number; line: string; hash: string; sealed_at: Date }[]
  >(
    `SELECT partition, line::text AS line, encode(hash, 'hex') AS hash, sealed_at
     FROM ledger_head ORDER BY partition`,
  );
  return rows.map(({ sealed_at, ...head }) => ({ ...head, sealedAt: sealed_at.toISOString() }));
}

/** @throws CommandError when the file is not what `audit head --json` prints */
export function loadHeads(file: string): LedgerHead[] {
  const result = z.array(copiedHead).safeParse(parse(file));
  if (!result.success) throw malformed(file, z.prettifyError(result.error));
  return result.data.map(({ partition, line, hash }) => ({ partition, line: BigInt(line), hash }));
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw malformed(file, String(error));
  }
}

const malformed = (file: string, found: string): CommandError =>
  new CommandError(
    `${file}: ${found}\nExpected what "shelfwire audit head --json" printed: a list of partition, line, hash, sealedAt.`,
  );
