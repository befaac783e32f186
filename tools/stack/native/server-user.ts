import { accessSync, chownSync, constants, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { StackError } from '../stack-error.js';

/** How to run one command of PostgreSQL, which refuses to run as root. */
export interface Invocation {
  command: string;
  args: string[];
  uid?: number;
  gid?: number;
}

/** As root, PostgreSQL runs as `nobody`; as anybody else, as oneself. */
export class ServerUser {
  private constructor(private readonly ids: { uid: number; gid: number } | undefined) {}

  static current(): ServerUser {
    return new ServerUser(process.getuid?.() === 0 ? nobody() : undefined);
  }

  /** Lets the server own a folder or file. */
  give(target: string): void {
    if (this.ids !== undefined) chownSync(target, this.ids.uid, this.ids.gid);
  }

  /**
   * @param folders what the command reads or writes; where `nobody` cannot walk to all of them, as
   *   under /root, it keeps the right to pass closed doors and gives up every other right of root
   */
  run(command: string, args: string[], folders: string[]): Invocation {
    if (this.ids === undefined) return { command, args };
    const closed = [command, ...folders].map(closedFolder).find((door) => door !== undefined);
    if (closed === undefined) return { command, args, ...this.ids };
    const { uid, gid } = this.ids;
    const identity = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
    const rights = ['--inh-caps=-all,+dac_override', '--ambient-caps=-all,+dac_override'];
    return { command: setpriv(closed), args: [...identity, ...rights, command, ...args] };
  }
}

function nobody(): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  return { uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) };
}

/** The first folder on the way that others may not enter. */
function closedFolder(target: string): string | undefined {
  const parent = path.dirname(target);
  if (parent === target) return undefined;
  const above = closedFolder(parent);
  if (above !== undefined) return above;
  return (statSync(parent).mode & constants.S_IXOTH) === 0 ? parent : undefined;
}

function setpriv(closed: string): string {
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    const candidate = path.join(folder, 'setpriv');
    try {
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {
      continue;
    }
  }
  throw new StackError(
    'PostgreSQL refuses to run as root, so it runs as the user nobody, who may not enter ' +
      `${closed}. Run as another user, move the checkout or the data folder to a place that ` +
      'everybody may enter, or install setpriv (package util-linux).',
  );
}
