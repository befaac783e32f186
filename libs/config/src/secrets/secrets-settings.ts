import { dirname, join } from 'node:path';
import { z } from 'zod';
import { readVariables, type Variable } from '../variables.js';

export const SECRETS_FILE = 'shelfwire.secrets.json';
export const KEYS_FILE_VARIABLE = 'SHELFWIRE_SECRETS_KEYS_FILE';
export const KEYS_VARIABLE = 'SHELFWIRE_SECRETS_KEYS';

/** Where encrypted secrets and the keys to them are. */
export interface SecretsSettings {
  /** the secrets file, which need not be there */
  readonly file: string;
  /** undefined: not named */
  readonly keysFile: string | undefined;
  /** the keys themselves, as the keys file would hold them; undefined: not given */
  readonly keys: string | undefined;
}

/** An empty variable is no variable. */
const optional = z
  .string()
  .optional()
  .transform((text) => text || undefined);

const VARIABLES = {
  file: {
    name: 'SHELFWIRE_SECRETS_FILE',
    expected: 'the path of the secrets file',
    example: `./${SECRETS_FILE}`,
    schema: optional,
  },
  keysFile: {
    name: KEYS_FILE_VARIABLE,
    expected: 'the path of the keys file',
    example: '/etc/shelfwire/secrets.keys',
    schema: optional,
  },
  keys: {
    name: KEYS_VARIABLE,
    expected: 'lines of a key id and the base64 of 32 bytes',
    example: '"k1 …"',
    secret: true,
    schema: optional,
  },
} satisfies Record<keyof SecretsSettings, Variable<string | undefined>>;

/** @param configFile beside it is the secrets file, where no other is named */
export function readSecretsSettings(env: NodeJS.ProcessEnv, configFile: string): SecretsSettings {
  const { file, ...keys } = readVariables(VARIABLES, env);
  return { file: file ?? join(dirname(configFile), SECRETS_FILE), ...keys };
}
