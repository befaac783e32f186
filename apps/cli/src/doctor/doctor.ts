import { AreaFailure, auditSource, type CheckResult, failed, type Finding } from '#connect';
import { checkApi } from './check-api.js';
import { checkChannel } from './check-channel.js';
import { checkConnect } from './check-connect.js';
import { checkKafka } from './check-kafka.js';
import { checkNode } from './check-node.js';
import { checkStateDatabase } from './check-state-database.js';
import { readInstallation, type Installation } from './installation.js';

interface Area {
  readonly name: string;
  readonly check: () => Promise<readonly CheckResult[]> | readonly CheckResult[];
}

/** Looks at every part of an installation. Changes nothing, throws nothing, tells no secret. */
export async function examine(env: NodeJS.ProcessEnv): Promise<Finding[]> {
  const installation = readInstallation(env);
  const results = await Promise.all(
    areasOf(installation).map(async ({ name, check }) =>
      (await attempt(check)).map((result) => ({ area: name, ...result })),
    ),
  );
  return results.flat().map((finding) => withoutSecrets(finding, installation));
}

function areasOf(installation: Installation): Area[] {
  const { settings, policy, sources, findings, env } = installation;
  const parts: Area[] = settings
    ? [
        { name: 'state database', check: () => checkStateDatabase(settings.databaseUrl) },
        { name: 'kafka', check: () => checkKafka(settings, policy) },
        { name: 'connect', check: () => checkConnect(settings.connectUrl, sources) },
      ]
    : [];
  const databases = sources.map((source) => ({
    name: `source ${source.id}`,
    check: () => auditSource(source),
  }));
  const channels = Object.entries(policy?.channels ?? {}).map(([id, channel]) => ({
    name: `channel ${id}`,
    check: () => checkChannel(channel),
  }));
  return [
    { name: 'machine', check: checkNode },
    { name: 'configuration', check: () => findings },
    ...parts,
    ...databases,
    ...channels,
    { name: 'api', check: () => checkApi(env) },
  ];
}

async function attempt(check: Area['check']): Promise<readonly CheckResult[]> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof AreaFailure) return [error.result];
    const found = error instanceof Error ? error.message : String(error);
    const expected = 'an answer that can be understood';
    return [failed('answers', { found, expected, mend: 'see the message' })];
  }
}

const withoutSecrets = (finding: Finding, { redact }: Installation): Finding => ({
  ...finding,
  found: redact(finding.found),
});
