import type { EntityManager } from 'typeorm';
import { KEY_COLUMNS, type ApiKey } from './api-key.js';

/** The newest first, revoked and expired ones as well. */
export const listKeys = (db: Pick<EntityManager, 'query'>): Promise<ApiKey[]> =>
  db.query<ApiKey[]>(`SELECT ${KEY_COLUMNS} FROM api_key ORDER BY created_at DESC, id`);
