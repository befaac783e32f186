import type { Connection } from 'mysql2/promise';

/** What a pack's test says: an application with opening stock, and a day that is traded in it. */
export interface PackCase {
  /** folder of `connectors/`, and of `test/packs/`, where its schema.sql is */
  readonly pack: string;
  /** what the application calls its locations; each is one of the policy's */
  readonly locations: readonly string[];
  /** SQL of what is there before anybody captures */
  readonly opening: string;
  /** writes as the application does, in its transactions */
  readonly trade: (db: Connection) => Promise<void>;
}

/** Runs writes in one transaction. */
export async function inTransaction(db: Connection, work: () => Promise<void>): Promise<void> {
  await db.beginTransaction();
  await work();
  await db.commit();
}

/** The policy's id of a location. */
export const locationId = ({ pack }: PackCase, name: string): string =>
  `${pack}-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
