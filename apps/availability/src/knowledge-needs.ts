import type { Policy } from '#config';

/** What the policy's numbers are made of beside positions. */
export interface KnowledgeNeeds {
  readonly histories: boolean;
  readonly inbound: boolean;
}

export function knowledgeNeeds({ channels }: Pick<Policy, 'channels'>): KnowledgeNeeds {
  const rules = Object.values(channels);
  return {
    histories: rules.some(
      ({ buffer, pickup, preorder }) => typeof buffer === 'object' || pickup || preorder,
    ),
    inbound: rules.some(({ preorder }) => preorder),
  };
}
