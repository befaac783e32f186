import type { LocationPolicy, Policy } from '#config';
import { renderGrants } from '#connect';
import { loadPack } from '#mapping';
import type { StackEndpoints } from '../../../tools/stack/stack.js';
import { applyOn } from '../../support/apply-on.js';
import { removeCapture } from '../../support/capture.js';
import { asPostgres, dropWms, forgetLogin, shareLogin } from '../../support/legacy-databases.js';
import { shopPolicy } from '../../support/policies.js';
import { TrytonBooks } from './tryton-books.js';

/** Tryton's warehouses by the policy's ids. */
export const WAREHOUSES: Readonly<Record<string, string>> = {
  main: 'Warehouse',
  outlet: 'Outlet',
};

export interface CapturedTryton {
  readonly books: TrytonBooks;
  readonly policy: Policy;
  /** what Tryton says is there at the beginning */
  readonly opening: Readonly<Record<string, number>>;
  remove(): Promise<void>;
}

export interface TrytonNames {
  /** names the database, the capture login and its file */
  readonly tag: string;
  readonly namespace: string;
  readonly databaseUrl: string;
  readonly folder: string;
}

/** Tryton with opening stock, captured by its pack as the source `tryton`. */
export async function captureTryton(
  stack: StackEndpoints,
  { tag, namespace, databaseUrl, folder }: TrytonNames,
): Promise<CapturedTryton> {
  const server = stack.wmsPostgres;
  const login = { user: `capture_${tag}`, password: `Secret-${tag}-word` };
  const books = await TrytonBooks.install(server, tag, folder);
  const opening = await books.write('open');
  const grants = renderGrants(loadPack('connectors/tryton'), { ...login, database: tag });
  await asPostgres(server, tag, grants);
  const policy: Policy = {
    ...shopPolicy(),
    sources: {
      tryton: {
        pack: 'tryton',
        timeZone: 'Europe/Berlin',
        staleAfterSeconds: 30,
        withholdAfterSeconds: 900,
        recoverAfterSeconds: 15,
        readAnew: 'automatic',
        database: { host: server.host, port: server.port, name: tag, ...login },
        capture: { ...stack.fromConnect.wmsPostgres, secrets: shareLogin(stack, tag, login) },
      },
    },
    locations: Object.fromEntries(Object.entries(WAREHOUSES).map(locationOf)),
    channels: {},
  };
  await applyOn(stack, { namespace, databaseUrl }, policy);
  const remove = async () => {
    await removeCapture(stack, namespace);
    await dropWms(server, tag, login.user);
    forgetLogin(stack, tag);
  };
  return { books, policy, opening, remove };
}

const locationOf = ([id, name]: [string, string]): [string, LocationPolicy] => [
  id,
  { source: 'tryton', name, kind: 'warehouse', fallbacks: [], precedence: {} },
];
