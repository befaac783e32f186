import type { ConnectClient, RenderedConnector } from '#connect';
import { cdcPrefix } from '#contracts';
import { fieldChanges } from './field-changes.js';
import { hideSecrets } from './hide-secrets.js';
import { step, type FieldChange, type Step } from './step.js';

export interface ConnectorNames {
  readonly namespace: string;
  readonly secrets: readonly string[];
  /** sources whose packs are compared with those applied last: a table that goes is told there */
  readonly comparedSources: ReadonlySet<string>;
}

/** Connectors that are missing, differ, or belong to no source of the policy any more. */
export async function planConnectors(
  client: ConnectClient,
  wanted: ReadonlyMap<string, RenderedConnector>,
  { namespace, secrets, comparedSources }: ConnectorNames,
): Promise<Step[]> {
  const steps: Step[] = [];
  for (const [source, { name, config }] of wanted) {
    const actual = await client.config(name);
    const id = `connector/${name}`;
    if (!actual) {
      const changes = hideSecrets(fieldChanges({}, config), secrets);
      steps.push(step('connectors', id, '+', changes));
      continue;
    }
    const changes = fieldChanges({ ...actual, name }, { ...config, name });
    if (changes.length === 0) continue;
    const losses = changes.flatMap((change) => settingLoss(change, source));
    const tables = comparedSources.has(source) ? [] : tablesLost(changes);
    const shown = hideSecrets(changes, secrets);
    steps.push(step('connectors', id, '~', shown, [...losses, ...tables]));
  }
  const names = new Set([...wanted.values()].map(({ name }) => name));
  return [...steps, ...(await abandoned(client, names, namespace))];
}

/** Of this installation by their prefix; whoever registered others does not name them so. */
async function abandoned(
  client: ConnectClient,
  wanted: ReadonlySet<string>,
  namespace: string,
): Promise<Step[]> {
  const prefix = cdcPrefix('', namespace);
  const steps: Step[] = [];
  for (const name of await client.connectors()) {
    if (!name.startsWith(prefix) || wanted.has(name)) continue;
    const config = await client.config(name);
    if (config?.['topic.prefix'] !== name) continue;
    const slot = config['slot.name'];
    const loses = [
      `no change of ${name.slice(prefix.length)} is captured any more`,
      ...(slot === undefined
        ? []
        : [`the slot ${slot} stays at its database and keeps its log there, until it is dropped`]),
    ];
    steps.push(step('connectors', `connector/${name}`, '-', [], loses));
  }
  return steps;
}

const OTHER_DATABASE = 'the position in the log is of another database';

const LOSSES: Readonly<Record<string, string>> = {
  'topic.prefix':
    'changes go to other topics than the stages read, or come from others than before',
  'slot.name':
    'what was committed since the old slot was read last is lost, and the old slot keeps its log until it is dropped',
  'database.server.id':
    'the server takes it for another replica, and ends one that has this number',
  'database.dbname': OTHER_DATABASE,
  'database.names': OTHER_DATABASE,
  'database.include.list': OTHER_DATABASE,
  'connector.class': OTHER_DATABASE,
};

function settingLoss({ field }: FieldChange, source: string): string[] {
  const loss = LOSSES[field];
  return loss === undefined ? [] : [`${field}: ${loss}; then run shelfwire resnapshot ${source}`];
}

function tablesLost(changes: readonly FieldChange[]): string[] {
  const list = changes.find(({ field }) => field === 'table.include.list');
  const kept = new Set(list?.to?.split(',') ?? []);
  const gone = (list?.from?.split(',') ?? []).filter((table) => !kept.has(table));
  return gone.map((table) => `changes of ${table} are captured no more`);
}
