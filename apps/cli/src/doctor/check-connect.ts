import {
  AreaFailure,
  type AuditedSource,
  type CheckResult,
  ConnectClient,
  ConnectError,
  type ConnectorStatus,
  failed,
  ok,
} from '#connect';

/** Lines of a trace that say what went wrong; the rest is where in Connect's own code. */
const TRACE_LINES = 12;

/** Kafka Connect: it answers, has the plugins, runs every connector, and shows no secret. */
export async function checkConnect(
  url: string,
  sources: readonly AuditedSource[],
): Promise<CheckResult[]> {
  const client = new ConnectClient(url);
  const plugins = await pluginsOf(client);
  const results = await Promise.all(
    sources.map(async (source) => [
      checkPlugin(source, plugins),
      ...(await checkConnector(client, source)),
    ]),
  );
  return [ok('connection', url), ...results.flat()];
}

async function pluginsOf(client: ConnectClient): Promise<readonly string[]> {
  try {
    return (await client.plugins()).map((plugin) => plugin.class);
  } catch (error) {
    if (!(error instanceof ConnectError)) throw error;
    throw new AreaFailure(
      failed('connection', {
        found: error.message,
        expected: "Kafka Connect's REST interface",
        mend: 'start the worker, or correct SHELFWIRE_CONNECT_URL',
      }),
    );
  }
}

function checkPlugin({ id, connector }: AuditedSource, plugins: readonly string[]): CheckResult {
  const wanted = connector.config['connector.class'] ?? '';
  if (plugins.includes(wanted)) return ok(`plugin for ${id}`, wanted);
  return failed(`plugin for ${id}`, {
    found: `the worker has no ${wanted}`,
    expected: "the pack's Debezium plugin",
    mend: 'unpack the plugin under plugin.path of the worker and restart it',
  });
}

async function checkConnector(
  client: ConnectClient,
  source: AuditedSource,
): Promise<CheckResult[]> {
  const { name } = source.connector;
  const config = await client.config(name);
  if (!config) {
    const expected = 'a connector for every source';
    const found = 'there is no such connector';
    return [failed(`connector ${name}`, { found, expected, mend: 'shelfwire apply' })];
  }
  return [
    checkStatus(name, await client.status(name)),
    checkSettings(name, config, source.connector.config),
    checkSecrets(source, config),
  ];
}

function checkStatus(name: string, { connector, tasks }: ConnectorStatus): CheckResult {
  const parts = [
    { id: 'connector', ...connector },
    ...tasks.map((task) => ({ ...task, id: `task ${task.id}` })),
  ];
  const stopped = parts.filter(({ state }) => state !== 'RUNNING');
  if (stopped.length === 0 && tasks.length > 0) return ok(`connector ${name}`, 'RUNNING');
  const found = stopped.map(({ id, state, trace }) => `${id} ${state}${traceText(trace)}`);
  return failed(`connector ${name}`, {
    found: found.length > 0 ? found.join('\n') : 'it has no task',
    expected: 'RUNNING',
    mend: `mend the cause, then: POST /connectors/${name}/restart?includeTasks=true&onlyFailed=true`,
  });
}

function traceText(trace: string | undefined): string {
  if (trace === undefined) return '';
  const telling = trace.split('\n').filter((line) => !/^\s+at /.test(line));
  return `:\n${telling.slice(0, TRACE_LINES).join('\n')}`;
}

function checkSettings(
  name: string,
  actual: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): CheckResult {
  const settings = [...new Set([...Object.keys(actual), ...Object.keys(wanted)])];
  const different = settings.filter((key) => key !== 'name' && actual[key] !== wanted[key]);
  if (different.length === 0) return ok(`settings of ${name}`, 'as the pack says');
  return failed(`settings of ${name}`, {
    found: `different: ${different.join(', ')}`,
    expected: "the engine's template, filled from the pack and the policy",
    mend: 'shelfwire apply',
  });
}

/** Whoever can ask Connect for a configuration must not learn a password from it. */
function checkSecrets(
  { connector: { name }, policy: { database, capture } }: AuditedSource,
  config: Readonly<Record<string, string>>,
): CheckResult {
  const open = Object.entries(config).filter(
    ([setting, value]) =>
      (/password|secret|token/i.test(setting) && !value.startsWith('${')) ||
      (database.password.length > 5 && value.includes(database.password)),
  );
  if (open.length === 0) return ok(`secrets of ${name}`, 'none is visible in its configuration');
  return failed(`secrets of ${name}`, {
    found: `visible in: ${open.map(([setting]) => setting).join(', ')}`,
    expected: `references such as \${file:${capture.secrets}:password}`,
    mend: 'run shelfwire apply, and change the password',
  });
}
