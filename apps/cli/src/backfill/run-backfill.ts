import { commandEnvironment, loadPolicy, readSettings } from '#config';
import { startBackfill, type BackfillRequest } from '#connect';
import type { Backfill } from '#storage';
import { userInfo } from 'node:os';
import { knownSource } from '../offline/opened-source.js';
import { withStateDatabase } from '../audit/state-database.js';
import { followBackfill } from './follow-backfill.js';

/** @param follow whether to stay until it is over */
export function runBackfill(
  request: Omit<BackfillRequest, 'askedBy'>,
  follow: boolean,
): Promise<Backfill> {
  const env = commandEnvironment();
  const settings = readSettings(env);
  const { pack } = knownSource(request.source, env);
  const policy = loadPolicy(settings.configFile, env);
  return withStateDatabase(settings.databaseUrl, async (dataSource) => {
    const surroundings = { dataSource, settings, policy, pack };
    const begun = await startBackfill(surroundings, { ...request, askedBy: userInfo().username });
    return follow ? followBackfill(dataSource, begun.id) : begun;
  });
}
