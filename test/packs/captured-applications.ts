import type { LocationPolicy, Policy, SourcePolicy } from '#config';
import type { StackEndpoints } from '../../tools/stack/stack.js';
import { applyOn } from '../support/apply-on.js';
import { removeCapture } from '../support/capture.js';
import {
  asMariadb,
  forgetLogin,
  shareLogin,
  type CaptureLogin,
} from '../support/legacy-databases.js';
import { shopPolicy } from '../support/policies.js';
import { LegacyApplication } from './legacy-application.js';
import { locationId, type PackCase } from './pack-case.js';

export interface CaptureNames {
  /** names the capture login and its file */
  readonly tag: string;
  readonly namespace: string;
  readonly databaseUrl: string;
  readonly databaseOf: (given: PackCase) => string;
}

/** Applications with their opening stock, every one captured by its pack: a source of the pack's name. */
export class CapturedApplications {
  private constructor(
    readonly policy: Policy,
    readonly applications: readonly LegacyApplication[],
    readonly remove: () => Promise<void>,
  ) {}

  static async install(
    stack: StackEndpoints,
    cases: readonly PackCase[],
    names: CaptureNames,
  ): Promise<CapturedApplications> {
    const { tag, namespace, databaseUrl, databaseOf } = names;
    const login = { user: `capture_${tag}`, password: `Secret-${tag}-word` };
    const secrets = shareLogin(stack, tag, login);
    const installing = cases.map((given) =>
      LegacyApplication.install(stack.mariadb, given, databaseOf(given), login),
    );
    const applications = await Promise.all(installing);
    const policy = policyOf(stack, applications, login, secrets);
    await applyOn(stack, { namespace, databaseUrl }, policy);
    return new CapturedApplications(policy, applications, async () => {
      await removeCapture(stack, namespace);
      for (const application of applications) await application.drop();
      await asMariadb(stack.mariadb, `DROP USER '${login.user}'@'%'`);
      forgetLogin(stack, tag);
    });
  }
}

function policyOf(
  { mariadb, fromConnect }: StackEndpoints,
  applications: readonly LegacyApplication[],
  login: CaptureLogin,
  secrets: string,
): Policy {
  const sources: Record<string, SourcePolicy> = {};
  const locations: Record<string, LocationPolicy> = {};
  for (const { given, database } of applications) {
    sources[given.pack] = {
      pack: given.pack,
      timeZone: 'Europe/Berlin',
      staleAfterSeconds: 30,
      withholdAfterSeconds: 900,
      recoverAfterSeconds: 15,
      readAnew: 'automatic',
      database: { host: mariadb.host, port: mariadb.port, name: database, ...login },
      capture: { ...fromConnect.mariadb, secrets },
    };
    for (const name of given.locations) {
      const source = given.pack;
      const terms = { kind: 'store' as const, fallbacks: [], precedence: {} };
      locations[locationId(given, name)] = { source, name, ...terms };
    }
  }
  return { ...shopPolicy(), sources, locations, channels: {} };
}
