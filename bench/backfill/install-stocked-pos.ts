import type { Policy } from '#config';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppProcess } from '../../test/support/app-process.js';
import { applyOn } from '../../test/support/apply-on.js';
import { removeCapture } from '../../test/support/capture.js';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import {
  createPos,
  dropPos,
  forgetLogin,
  shareLogin,
} from '../../test/support/legacy-databases.js';
import { shopPolicy } from '../../test/support/policies.js';
import type { StackEndpoints } from '../../tools/stack/stack.js';
import { locationsOf, stockPos, type Assortment } from './stocked-pos.js';

export const SOURCE = 'pos';

/** The topic of the stock rows. */
export const topicOf = (tag: string): string =>
  `${tag}.cdc.${SOURCE}.pos_${tag}.ospos_item_quantities`;

/** A till system with a large assortment, captured, and all stages in one process. */
export interface StockedPos {
  readonly database: string;
  readonly namespace: string;
  readonly shape: Assortment;
  readonly policy: Policy;
  readonly state: TestDatabase;
  remove(): Promise<void>;
}

/** The database is full before anybody captures it, so that the first snapshot reads all of it. */
export async function installStockedPos(
  stack: StackEndpoints,
  tag: string,
  shape: Assortment,
): Promise<StockedPos> {
  const login = { user: `capture_${tag}`, password: `Secret-${tag}-word` };
  const database = `pos_${tag}`;
  const namespace = `${tag}.`;
  const folder = mkdtempSync(join(tmpdir(), 'backfill-'));
  const state = await createTestDatabase(stack.statePostgres, tag);
  await createPos(stack.mariadb, database, login);
  await stockPos(stack.mariadb, database, shape);
  const policy = policyOf(stack, database, login, shareLogin(stack, tag, login), shape);
  const names = { namespace, databaseUrl: state.url };
  await applyOn(stack, names, policy);
  const app = await AppProcess.start('standalone', policy, { ...stack, ...names, folder });
  return {
    database,
    namespace,
    shape,
    policy,
    state,
    remove: async () => {
      await app.stop();
      await removeCapture(stack, namespace);
      await dropPos(stack.mariadb, database, login.user);
      await state.drop();
      forgetLogin(stack, tag);
      rmSync(folder, { recursive: true });
    },
  };
}

function policyOf(
  { mariadb, fromConnect }: StackEndpoints,
  name: string,
  login: { readonly user: string; readonly password: string },
  secrets: string,
  shape: Assortment,
): Policy {
  const pos = {
    pack: 'opensourcepos',
    timeZone: 'UTC',
    staleAfterSeconds: 30,
    withholdAfterSeconds: 900,
    recoverAfterSeconds: 15,
    readAnew: 'automatic' as const,
    database: { host: mariadb.host, port: mariadb.port, name, ...login },
    capture: { ...fromConnect.mariadb, secrets },
  };
  const locations = locationsOf(SOURCE, shape);
  return { ...shopPolicy(), sources: { [SOURCE]: pos }, locations, channels: {} };
}
