import type { EntityManager } from 'typeorm';
import type { AppliedContent } from './applied-content.js';

type Db = Pick<EntityManager, 'query'>;

/** A policy and its packs that were applied. */
export interface AppliedVersion {
  readonly version: string;
  readonly policyVersion: string;
  readonly appliedBy: string;
  /** UTC, ISO 8601 */
  readonly appliedAt: string;
}

interface Row {
  readonly version: string;
  readonly policyVersion: string;
  readonly appliedBy: string;
  readonly appliedAt: Date;
}

const COLUMNS =
  'version, policy_version AS "policyVersion", applied_by AS "appliedBy", applied_at AS "appliedAt"';

/** @returns undefined before the first apply; the tables need not be there */
export async function readLastApplied(
  db: Db,
): Promise<(AppliedVersion & { readonly content: AppliedContent }) | undefined> {
  if (!(await hasTable(db, 'applied_version'))) return undefined;
  const [row] = await db.query<(Row & AppliedContent)[]>(
    `SELECT ${COLUMNS}, policy, packs FROM applied_version ORDER BY id DESC LIMIT 1`,
  );
  if (!row) return undefined;
  const { policy, packs, ...applied } = row;
  return { ...withText(applied), content: { policy, packs } };
}

/** The newest first. */
export async function readHistory(db: Db): Promise<AppliedVersion[]> {
  if (!(await hasTable(db, 'applied_version'))) return [];
  const rows = await db.query<Row[]>(`SELECT ${COLUMNS} FROM applied_version ORDER BY id DESC`);
  return rows.map(withText);
}

export async function keepApplied(
  db: Db,
  { policy, packs }: AppliedContent,
  names: Pick<AppliedVersion, 'version' | 'policyVersion' | 'appliedBy'>,
): Promise<void> {
  await db.query(
    `INSERT INTO applied_version (version, policy_version, policy, packs, applied_by)
     VALUES ($1, $2, $3, $4, $5)`,
    [
      names.version,
      names.policyVersion,
      JSON.stringify(policy),
      JSON.stringify(packs),
      names.appliedBy,
    ],
  );
}

export async function hasTable(db: Db, name: string): Promise<boolean> {
  const [row] = await db.query<{ known: boolean }[]>(
    'SELECT to_regclass($1) IS NOT NULL AS known',
    [name],
  );
  return row?.known ?? false;
}

const withText = ({ appliedAt, ...row }: Row): AppliedVersion => ({
  ...row,
  appliedAt: appliedAt.toISOString(),
});
