import { commandEnvironment, loadPolicy, readSettings } from '#config';
import { reconcileSource, type Reconciled } from '#connect';
import { userInfo } from 'node:os';
import { withStateDatabase } from '../audit/state-database.js';
import { knownSource } from '../offline/opened-source.js';
import { printError } from '../terminal/print.js';

/** @param source undefined: every source of the policy whose pack has a levels statement, one after the other */
export function runReconcile(
  source: string | undefined,
  request: { readonly fix: boolean; readonly reason: string },
  env = commandEnvironment(),
): Promise<readonly Reconciled[]> {
  const settings = readSettings(env);
  const policy = loadPolicy(settings.configFile, env);
  const sources = (source === undefined ? Object.keys(policy.sources) : [source]).map((id) =>
    knownSource(id, env),
  );
  return withStateDatabase(settings.databaseUrl, async (dataSource) => {
    const results: Reconciled[] = [];
    for (const { id, pack } of sources) {
      if (source === undefined && pack.file.levels === undefined) {
        printError(`${id} is left out: the pack ${pack.name} has no levels statement`);
        continue;
      }
      const surroundings = { dataSource, settings, policy, pack };
      const asked = { ...request, source: id, askedBy: userInfo().username };
      results.push(await reconcileSource(surroundings, asked));
    }
    return results;
  });
}
