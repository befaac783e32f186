import {
  commandEnvironment,
  readConfigFile,
  readSecretsSettings,
  type SecretsSettings,
} from '#config';

/** The secrets file of the policy file that the environment names, and the keys to it. */
export function secretsPlace(): SecretsSettings {
  const env = commandEnvironment();
  return readSecretsSettings(env, readConfigFile(env));
}
