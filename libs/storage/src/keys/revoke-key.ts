import type { DataSource } from 'typeorm';
import { recordAction } from '../actions/record-action.js';
import { KEY_COLUMNS, type ApiKey } from './api-key.js';
import type { Author } from './create-key.js';

/**
 * Ends a key, and every sign-in that was made with it. Revoked once more, it stays as it is.
 *
 * @returns undefined: there is no such key
 */
export function revokeKey(
  dataSource: DataSource,
  id: string,
  author: Author,
): Promise<ApiKey | undefined> {
  return dataSource.transaction(async (manager) => {
    const [, revoked] = await manager.query<[unknown[], number]>(
      'UPDATE api_key SET revoked_at = now() WHERE id = $1 AND revoked_at IS NULL',
      [id],
    );
    if (revoked === 1) {
      await recordAction(manager, { ...author, action: 'key.revoke', subject: id });
    }
    const [key] = await manager.query<ApiKey[]>(
      `SELECT ${KEY_COLUMNS} FROM api_key WHERE id = $1`,
      [id],
    );
    return key;
  });
}
