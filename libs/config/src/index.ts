export { loadPolicy, type Policy } from './load-policy.js';
export { nearest, suggest } from './nearest.js';
export {
  policySchema,
  type ChannelLimit,
  type ChannelPolicy,
  type LocationPolicy,
  type PolicyFile,
  type SourcePolicy,
} from './policy.schema.js';
export { ConfigError, describeProblem, type Problem } from './problem.js';
export { readYamlFile } from './read-yaml-file.js';
export { readSettings, type Settings } from './settings.js';
export { POLICY, SETTINGS } from './tokens.js';
