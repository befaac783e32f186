import { mkdirSync } from 'node:fs';
import path from 'node:path';
import getPort from 'get-port';
import pg from 'pg';
import type { PidLedger } from '../stack/pid-ledger.js';
import type { StackEndpoints } from '../stack/stack.js';
import { keepApiKey } from './api-key.js';
import { AppProcess, type AppSpec } from './app-process.js';
import { shelfwireEnvironment, type Installation } from './shelfwire-environment.js';

export const STAGES = [
  'supervisor',
  'normalizer',
  'availability',
  'publisher',
  'alerting',
  'api',
] as const;
export type Stage = (typeof STAGES)[number];
export type ProgramName = Stage | 'standalone';

export interface LaunchOptions {
  /** notes every process, so that a crashed run can be cleaned up */
  readonly ledger: PidLedger;
  readonly endpoints: StackEndpoints;
  readonly installation: Installation;
  /** logs, the sandbox's journal, and the API's key */
  readonly folder: string;
  /** one process, or one for each stage */
  readonly programs: readonly ProgramName[];
  readonly ports?: { readonly api?: number; readonly sandbox?: number };
  /** further variables of the sandbox, such as its limits */
  readonly sandbox?: Readonly<Record<string, string>>;
  readonly report?: (line: string) => void;
}

/** A running installation: the sandbox marketplace and Shelfwire's programs. */
export interface Shelfwire {
  readonly apiUrl: string;
  /** an admin's */
  readonly apiKey: string;
  /** holds it */
  readonly apiKeyFile: string;
  readonly sandboxUrl: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly programs: ReadonlyMap<ProgramName, AppProcess>;
  readonly sandbox: AppProcess;
  /** SIGKILL; resolves when it is gone */
  kill(name: ProgramName): Promise<void>;
  /** a fresh process; resolves when it is healthy */
  restart(name: ProgramName): Promise<void>;
  stop(): Promise<void>;
}

/** Applies the policy and starts everything; both legacy databases must be there already. */
export async function launch(options: LaunchOptions): Promise<Shelfwire> {
  const { endpoints, folder, ledger, report = () => undefined } = options;
  mkdirSync(folder, { recursive: true });
  await createDatabase(endpoints, options.installation.stateDatabase);
  const sandboxPort = options.ports?.sandbox ?? (await getPort({ host: '127.0.0.1' }));
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  const environment = shelfwireEnvironment(endpoints, options.installation, sandboxUrl);
  const started: AppProcess[] = [];
  try {
    const sandbox = AppProcess.spawn(sandboxSpec(options, environment, sandboxPort), ledger);
    started.push(sandbox);
    await sandbox.ready();
    report('The sandbox marketplace is up');
    await applyPolicy(environment, folder, ledger);
    report('Tables, topics and connectors are in place');
    const apiKeyFile = path.join(folder, 'api-key');
    const apiKey = await keepApiKey(environment['SHELFWIRE_DATABASE_URL'] ?? '', apiKeyFile);
    const specs = await programSpecs(options, environment);
    const programs = new Map(specs.map(({ name, spec }) => [name, AppProcess.spawn(spec, ledger)]));
    started.push(...programs.values());
    await Promise.all([...programs.values()].map((program) => program.ready()));
    report(`Running: ${[...programs.keys()].join(', ')}`);
    const access = { apiKey, apiKeyFile };
    return running({ ledger, sandbox, sandboxUrl, environment, programs, specs, ...access });
  } catch (error) {
    await Promise.all(started.map((program) => program.stop()));
    throw error;
  }
}

interface NamedSpec {
  readonly name: ProgramName;
  readonly spec: AppSpec;
  readonly url: string;
}

function running(parts: {
  ledger: PidLedger;
  sandbox: AppProcess;
  sandboxUrl: string;
  environment: Record<string, string>;
  apiKey: string;
  apiKeyFile: string;
  programs: Map<ProgramName, AppProcess>;
  specs: readonly NamedSpec[];
}): Shelfwire {
  const { sandbox, programs, specs } = parts;
  const api = specs.find(({ name }) => name === 'api' || name === 'standalone');
  return {
    ...parts,
    apiUrl: api?.url ?? '',
    async kill(name) {
      await programs.get(name)?.kill();
    },
    async restart(name) {
      const named = specs.find((known) => known.name === name);
      if (!named) throw new Error(`${name} was not started`);
      const program = AppProcess.spawn(named.spec, parts.ledger);
      programs.set(name, program);
      await program.ready();
    },
    async stop() {
      await Promise.all([...programs.values()].map((program) => program.stop()));
      await sandbox.stop();
    },
  };
}

async function programSpecs(
  { programs, folder, ports }: LaunchOptions,
  environment: Record<string, string>,
): Promise<NamedSpec[]> {
  const specs: NamedSpec[] = [];
  for (const name of programs) {
    const answers = name === 'api' || name === 'standalone';
    const port = (answers ? ports?.api : undefined) ?? (await getPort({ host: '127.0.0.1' }));
    const url = `http://127.0.0.1:${port}`;
    const env = { ...environment, SHELFWIRE_HTTP_PORT: String(port) };
    const entry = path.join('apps', name, 'src', 'main.ts');
    specs.push({
      name,
      url,
      spec: { name, entry, env, logDir: folder, healthUrl: `${url}/health` },
    });
  }
  return specs;
}

const sandboxSpec = (
  { folder, sandbox, installation }: LaunchOptions,
  environment: Record<string, string>,
  port: number,
): AppSpec => ({
  name: 'sandbox',
  entry: 'apps/sandbox/src/main.ts',
  logDir: folder,
  healthUrl: `http://127.0.0.1:${port}/health`,
  env: {
    ...environment,
    SHELFWIRE_SANDBOX_PORT: String(port),
    SHELFWIRE_SANDBOX_DATA_DIR: path.join(folder, 'sandbox'),
    SHELFWIRE_SANDBOX_BAZAAR_TOKEN: installation.sandboxTokens.bazaar,
    SHELFWIRE_SANDBOX_EMPORIUM_TOKEN: installation.sandboxTokens.emporium,
    ...sandbox,
  },
});

async function applyPolicy(
  environment: Record<string, string>,
  logDir: string,
  ledger: PidLedger,
): Promise<void> {
  const spec = { name: 'apply', entry: 'apps/cli/src/main.ts', args: ['apply'], env: environment };
  await AppProcess.spawn({ ...spec, logDir }, ledger).finished();
}

async function createDatabase({ statePostgres }: StackEndpoints, name: string): Promise<void> {
  const client = new pg.Client({ ...statePostgres, database: 'postgres' });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
