import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { checkMariadb } from '../health.js';
import type { ManagedProcess } from '../managed-process.js';
import { runToEnd } from '../run-to-end.js';
import { MARIADB_FLAGS } from '../server-settings.js';
import type { Db } from '../stack.js';
import type { NativeHost } from './native-host.js';

const NAME = 'mariadb';

/**
 * Starts MariaDB, initialising its folder at the first start.
 * @param basedir the unpacked distribution
 */
export async function startMariadb(
  host: NativeHost,
  basedir: string,
  db: Db,
): Promise<ManagedProcess> {
  const home = host.folder(NAME);
  const data = path.join(home, 'data');
  if (!existsSync(data)) await initialise(host, basedir, data);
  const initFile = path.join(home, 'init.sql');
  writeFileSync(initFile, administrator(db), { mode: 0o600 });

  return host.startReady(
    {
      name: NAME,
      command: path.join(basedir, 'bin', 'mariadbd'),
      args: [
        '--no-defaults',
        `--basedir=${basedir}`,
        `--datadir=${data}`,
        `--lc-messages-dir=${path.join(basedir, 'share')}`,
        `--bind-address=${db.host}`,
        `--port=${db.port}`,
        // Relative to the data folder: a socket's path may not be longer than 107 bytes.
        '--socket=mariadb.sock',
        '--skip-ssl',
        ...MARIADB_FLAGS,
        `--init-file=${initFile}`,
        ...asRoot(),
      ],
      cwd: data,
      stopSignal: 'SIGTERM',
    },
    () => checkMariadb(db),
  );
}

/** Works in a folder aside, so that an interrupted start leaves no half a database. */
async function initialise(host: NativeHost, basedir: string, data: string): Promise<void> {
  host.progress.line(`${NAME}: initialising`);
  const draft = `${data}.draft`;
  rmSync(draft, { recursive: true, force: true });
  await runToEnd({
    what: 'initialising MariaDB',
    command: path.join(basedir, 'scripts', 'mariadb-install-db'),
    args: [
      '--no-defaults',
      `--basedir=${basedir}`,
      `--datadir=${draft}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      ...asRoot(),
    ],
    cwd: basedir,
    signal: host.signal,
  });
  renameSync(draft, data);
}

/** The server refuses to run as root unless told to. */
function asRoot(): string[] {
  return process.getuid?.() === 0 ? ['--user=root'] : [];
}

/** Runs at every start: the login by password, and none without. */
function administrator({ user, password }: Db): string {
  const account = `'${user}'@'localhost'`;
  return [
    'SET sql_log_bin=0;',
    `CREATE USER IF NOT EXISTS ${account};`,
    `ALTER USER ${account} IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON *.* TO ${account} WITH GRANT OPTION;`,
    "DELETE FROM mysql.global_priv WHERE user = '' OR (user = 'root' AND host <> 'localhost');",
    'FLUSH PRIVILEGES;',
    '',
  ].join('\n');
}
