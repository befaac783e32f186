import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The login that Kafka Connect captures with. */
export interface CaptureLogin {
  readonly user: string;
  readonly password: string;
}

/** Where a source's secrets file is. */
export interface SecretsPlace {
  /** folder of this machine that the Connect worker sees too */
  readonly secretsDir: string;
  readonly source: string;
  /** whether another user than ours reads the file, as a worker in a container does */
  readonly shared: boolean;
}

/** The password that is there already stays: a running connector goes on with it. */
export function chooseLogin(place: SecretsPlace, user: string, password?: string): CaptureLogin {
  return { user, password: password ?? passwordIn(fileOf(place)) ?? randomPassword() };
}

/** Writes the login to `<secretsDir>/<source>.properties`, for Connect's file provider. */
export function shareLogin(place: SecretsPlace, { user, password }: CaptureLogin): void {
  const mode = place.shared ? 0o644 : 0o600;
  mkdirSync(place.secretsDir, { recursive: true });
  writeFileSync(fileOf(place), `user=${user}\npassword=${password}\n`, { mode });
  chmodSync(fileOf(place), mode);
}

const fileOf = ({ secretsDir, source }: SecretsPlace): string =>
  join(secretsDir, `${source}.properties`);

function passwordIn(file: string): string | undefined {
  if (!existsSync(file)) return undefined;
  return /^password=(.+)$/m.exec(readFileSync(file, 'utf8'))?.[1];
}

const randomPassword = (): string => randomBytes(18).toString('base64url');
