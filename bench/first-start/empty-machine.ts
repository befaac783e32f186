import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A checkout with nothing beside it, and the surroundings of a user who never built anything. */
export interface EmptyMachine {
  readonly folder: string;
  readonly checkout: string;
  readonly env: NodeJS.ProcessEnv;
}

/** What npm and Maven keep for the next time begins empty, for their whole way from the registries. */
export function emptyMachine(): EmptyMachine {
  const folder = mkdtempSync(path.join(tmpdir(), 'first-start-'));
  // started as root, PostgreSQL runs as somebody else, who must reach its programs
  chmodSync(folder, 0o755);
  const checkout = path.join(folder, 'shelfwire');
  const home = path.join(folder, 'home');
  mkdirSync(home);
  execFileSync('git', ['clone', '--quiet', '--no-local', process.cwd(), checkout]);
  const { PATH, LANG } = process.env;
  const env = {
    PATH,
    LANG,
    HOME: home,
    npm_config_cache: path.join(home, '.npm'),
    // Java asks the system for the user's home, not the environment
    MAVEN_OPTS: `-Duser.home=${home}`,
    MAVEN_ARGS: `-Dmaven.repo.local=${path.join(home, '.m2', 'repository')}`,
    SHELFWIRE_STACK: 'native',
  };
  return { folder, checkout, env };
}
