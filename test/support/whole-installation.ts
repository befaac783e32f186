import { loadPolicy, readSettings } from '#config';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apply } from '../../apps/cli/src/apply/apply.js';
import type { StackEndpoints } from '../../tools/stack/stack.js';
import { startApi, type ApiServer } from './api-server.js';
import { removeCapture } from './capture.js';
import { createTestDatabase } from './database.js';
import { environmentOf } from './installation.js';
import {
  createPos,
  createWms,
  dropPos,
  dropWms,
  forgetLogin,
  shareLogin,
  type CaptureLogin,
} from './legacy-databases.js';
import { SandboxProcess } from './sandbox.js';

/** Everything that the doctor looks at: both sources captured, an API and a marketplace. */
export interface WholeInstallation {
  readonly env: Readonly<Record<string, string>>;
  readonly login: CaptureLogin;
  readonly posDatabase: string;
  readonly wmsDatabase: string;
  readonly namespace: string;
  remove(): Promise<void>;
}

export async function installWhole(stack: StackEndpoints, tag: string): Promise<WholeInstallation> {
  const login = { user: `capture_${tag}`, password: `Secret-${tag}-word` };
  const names = { posDatabase: `pos_${tag}`, wmsDatabase: `wms_${tag}`, namespace: `${tag}.` };
  const folder = mkdtempSync(join(tmpdir(), 'whole-'));
  const state = await createTestDatabase(stack.statePostgres, tag);
  await createPos(stack.mariadb, names.posDatabase, login);
  await createWms(stack.wmsPostgres, names.wmsDatabase, login);
  const sandbox = await SandboxProcess.start(folder);
  const env = environmentOf(stack, {
    ...names,
    login,
    secrets: shareLogin(stack, tag, login),
    stateDatabase: new URL(state.url).pathname.slice(1),
    sandboxUrl: sandbox.url,
  });
  const policy = loadPolicy('shelfwire.yaml', env);
  const start = async () => {
    await apply(readSettings(env), policy);
    return startApi(state.url, policy, { kafkaBrokers: stack.kafkaBrokers });
  };
  const api: ApiServer = await start().catch(async (error: unknown) => {
    await sandbox.stop();
    throw error;
  });
  const remove = async () => {
    await removeCapture(stack, names.namespace);
    await api.close();
    await sandbox.stop();
    await dropPos(stack.mariadb, names.posDatabase, login.user);
    await dropWms(stack.wmsPostgres, names.wmsDatabase, login.user);
    await state.drop();
    forgetLogin(stack, tag);
    rmSync(folder, { recursive: true });
  };
  const access = { SHELFWIRE_API_URL: api.url, SHELFWIRE_API_KEY: api.key };
  return { env: { ...env, ...access }, login, ...names, remove };
}
