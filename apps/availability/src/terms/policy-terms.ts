import type { Policy } from '#config';
import { termsOfLocations, type Terms } from '#domain';

/** Numbers follow from these and from stock; the policy's version names both. */
export interface StandingTerms {
  readonly policy: Policy;
  readonly terms: Terms;
}

/** The terms at the moment they were asked for. */
export interface CurrentTerms extends StandingTerms {
  readonly now: Date;
}

/** Whoever folds or numbers items asks for the terms of now. */
export interface TermsInForce {
  current(): CurrentTerms;
}

/** Every source fresh and trusted: the terms that need no name of their own. */
export const plainTerms = (policy: Policy): StandingTerms => ({
  policy,
  terms: { version: '', locations: termsOfLocations(policy.locations, {}), channels: {} },
});
