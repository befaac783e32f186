import type { ChannelPolicy, Policy } from '#config';
import type { ChannelRule } from '#domain';
import type { EntityManager } from 'typeorm';

/**
 * Keeps what numbers follow from of a policy, under its version, before any number does (promise I7). Where
 * databases and marketplaces are reached is left out.
 */
export async function keepRules(
  manager: Pick<EntityManager, 'query'>,
  { policyVersion, channels, locations, countClasses, vendors }: Policy,
): Promise<void> {
  const rules = {
    channels: Object.fromEntries(
      Object.entries(channels).map(([channel, policy]) => [channel, ruleOf(policy)]),
    ),
    locations,
    countClasses,
    vendors,
  };
  await manager.query(
    `INSERT INTO policy_rules (version, rules) VALUES ($1, $2) ON CONFLICT (version) DO NOTHING`,
    [policyVersion, JSON.stringify(rules)],
  );
}

const ruleOf = (policy: ChannelPolicy): ChannelRule => ({
  pool: policy.pool,
  mode: policy.mode,
  weight: policy.weight,
  buffer: policy.buffer,
  protect: policy.protect,
  cap: policy.cap,
  firstParty: policy.firstParty,
  limitedBelow: policy.limitedBelow,
  pickup: policy.pickup,
  preorder: policy.preorder,
});
