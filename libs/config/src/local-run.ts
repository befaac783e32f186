import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { API_KEY, API_KEY_FILE } from './api-access.js';

const RUN_FILE = join('.shelfwire', 'run.json');

/** What `npm start` notes of the installation that it runs on this machine. */
const runSchema = z.looseObject({
  apiUrl: z.string().optional(),
  apiKeyFile: z.string().optional(),
  environment: z.record(z.string(), z.string()).default({}),
});

/**
 * The environment of a command: what is set, and below it what a local run has noted in
 * `.shelfwire/run.json`, so that commands in a second terminal need no variables.
 */
export function commandEnvironment(
  env: NodeJS.ProcessEnv = process.env,
  folder = process.cwd(),
): NodeJS.ProcessEnv {
  const { apiUrl, apiKeyFile, environment } = readRun(join(folder, RUN_FILE));
  return {
    ...(apiUrl === undefined ? {} : { SHELFWIRE_API_URL: apiUrl }),
    ...(apiKeyFile === undefined || env[API_KEY] ? {} : { [API_KEY_FILE]: apiKeyFile }),
    ...environment,
    ...env,
  };
}

/** A file that is missing, or is being written, notes nothing. */
function readRun(file: string): z.infer<typeof runSchema> {
  try {
    return runSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { environment: {} };
  }
}
