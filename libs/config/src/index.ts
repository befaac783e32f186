export { commandEnvironment } from './local-run.js';
export { nearest, suggest } from './nearest.js';
export { findPackFolder, packFolder } from './pack-folder.js';
export { placesOf } from './places-of.js';
export { loadPolicy, type Policy } from './policy.js';
export type {
  ChannelLimit,
  ChannelPolicy,
  LocationPolicy,
  PolicyFile,
  ReservationPolicy,
  SourcePolicy,
} from './policy.schema.js';
export { ConfigError, type Problem } from './problem.js';
export { secretsOf } from './secrets-of.js';
export { readApiUrl, readConfigFile, readSettings, type Settings } from './settings.js';
export { POLICY, SETTINGS } from './tokens.js';
export { readYamlFile, type Finding } from './yaml-file.js';
