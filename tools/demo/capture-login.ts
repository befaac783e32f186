import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The login that Kafka Connect captures with. */
export interface CaptureLogin {
  readonly user: string;
  readonly password: string;
}

interface Place {
  /** folder of this machine that the Connect worker sees too */
  readonly secretsDir: string;
  readonly source: string;
  /** whether another user than ours reads the file, as a worker in a container does */
  readonly shared: boolean;
}

/**
 * The login of a source, kept in `<secretsDir>/<source>.properties`. A password that is there already stays:
 * a running connector goes on with it.
 */
export function captureLogin(place: Place, user: string, password?: string): CaptureLogin {
  const file = join(place.secretsDir, `${place.source}.properties`);
  const login = { user, password: password ?? passwordIn(file) ?? randomPassword() };
  const mode = place.shared ? 0o644 : 0o600;
  mkdirSync(place.secretsDir, { recursive: true });
  writeFileSync(file, `user=${login.user}\npassword=${login.password}\n`, { mode });
  chmodSync(file, mode);
  return login;
}

function passwordIn(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  return /^password=(.+)$/m.exec(readFileSync(file, 'utf8'))?.[1];
}

const randomPassword = (): string => randomBytes(18).toString('base64url');
