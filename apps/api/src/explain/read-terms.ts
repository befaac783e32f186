import type { Policy } from '#config';
import { termsOfLocations, type Terms } from '#domain';
import type { Db } from '../database/read-database.js';

/** The policy's own version, without the terms that numbers followed from beside it. */
export const ownVersion = (policyVersion: string): string => policyVersion.split('+')[0] ?? '';

/**
 * The terms that an item's numbers followed from, by the end of their policy version: `abc123+9f01`. Without
 * such an end every source was fresh and trusted.
 */
export async function readTerms(
  db: Db,
  policy: Pick<Policy, 'locations'>,
  policyVersion: string,
): Promise<Terms> {
  const version = policyVersion.split('+')[1] ?? '';
  const rows =
    version === ''
      ? []
      : await db.query<{ content: Omit<Terms, 'version'> }[]>(
          'SELECT content FROM availability_terms WHERE version = $1',
          [version],
        );
  const content = rows[0]?.content ?? {
    locations: termsOfLocations(policy.locations, {}),
    channels: {},
  };
  return { ...content, version };
}
