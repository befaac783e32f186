import type { Policy } from '#config';
import type { ChannelRule } from '#domain';
import type { Db } from '../../database/read-database.js';

/** What numbers follow from of a policy. */
export interface NumberRules extends Pick<Policy, 'locations' | 'countClasses' | 'vendors'> {
  readonly channels: Readonly<Record<string, ChannelRule>>;
}

/** Of the policy that held then; of this process, where it is the same; undefined: they were not kept. */
export async function rulesOf(
  db: Db,
  own: Policy,
  version: string,
): Promise<NumberRules | undefined> {
  if (version === own.policyVersion) return own;
  const rows = await db.query<{ rules: NumberRules }[]>(
    'SELECT rules FROM policy_rules WHERE version = $1',
    [version],
  );
  return rows[0]?.rules;
}
