import type { YamlPath } from '../yaml-source.js';

/** What a placeholder stands for, or what is wrong with it. */
export type Answer =
  { readonly value: string } | { readonly expected: string; readonly hint: string };

/** Answers `${secret:NAME}` of one configuration file. */
export interface SecretLookup {
  /** whether what stands there is shown to nobody, and makes no part of the policy's version */
  mayStandAt(path: YamlPath): boolean;
  /** @throws ConfigError when the secrets file or the keys cannot be used */
  answer(name: string): Answer;
}
