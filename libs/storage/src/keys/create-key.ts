import { newApiKey, type Scope } from '#access';
import type { DataSource } from 'typeorm';
import { recordAction, type OperatorAction } from '../actions/record-action.js';
import { KEY_COLUMNS, type ApiKey } from './api-key.js';

export interface NewKey {
  readonly name: string;
  readonly scope: Scope;
  /** until it expires */
  readonly days: number;
}

/** Who makes or revokes a key, or signs in with one. */
export type Author = Pick<OperatorAction, 'actor' | 'keyId' | 'reason'>;

/** @returns the key, and its text, which cannot be had again */
export function createKey(
  dataSource: DataSource,
  { name, scope, days }: NewKey,
  author: Author,
): Promise<{ readonly key: ApiKey; readonly text: string }> {
  const { id, text, hash } = newApiKey();
  return dataSource.transaction(async (manager) => {
    const [key] = await manager.query<ApiKey[]>(
      `INSERT INTO api_key (id, name, scope, hash, created_by, expires_at)
       VALUES ($1, $2, $3, $4, $5, now() + make_interval(days => $6)) RETURNING ${KEY_COLUMNS}`,
      [id, name, scope, hash, author.actor, days],
    );
    if (!key) throw new Error(`key ${id} was stored and is not there`);
    await recordAction(manager, {
      ...author,
      action: 'key.create',
      subject: id,
      details: { name, scope, days },
    });
    return { key, text };
  });
}
