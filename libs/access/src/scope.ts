/** Each of the first three may do what those before it may; `claims` stands beside them. */
export const SCOPES = ['viewer', 'operator', 'admin', 'claims'] as const;

/**
 * What a key may do. viewer: read; operator: also tell channels and make claims; admin: also keep keys;
 * claims: reservations, orders and availability, and nothing else.
 */
export type Scope = (typeof SCOPES)[number];

const ORDER: readonly Scope[] = ['viewer', 'operator', 'admin'];

/** Whether a key of this scope may call a route that admits these: one of them, or a lower one of the order. */
export function admits(allowed: readonly Scope[], scope: Scope): boolean {
  if (allowed.includes(scope)) return true;
  const rank = ORDER.indexOf(scope);
  return allowed.some((each) => ORDER.includes(each) && ORDER.indexOf(each) < rank);
}

/** Every scope that may call a route, for people. */
export const admitted = (allowed: readonly Scope[]): readonly Scope[] =>
  SCOPES.filter((scope) => admits(allowed, scope));
