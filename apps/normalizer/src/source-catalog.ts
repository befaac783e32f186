import { packFolder, type Policy } from '#config';
import { cdcTopics, loadPack, type CompiledTable, type Pack } from '#mapping';

/** A captured table's topic, and all that is needed to read its changes. */
export interface CapturedTable {
  readonly source: string;
  readonly pack: Pack;
  readonly timeZone: string;
  readonly epoch: number;
  readonly locationOf: (name: string) => string | undefined;
  /** the heartbeat table has no mapping */
  readonly table: CompiledTable | 'heartbeat';
}

/** Raised by a person or the supervisor when a source's log begins anew. */
const FIRST_EPOCH = 1;

/** Every captured table of the policy's sources, by topic. */
export class SourceCatalog {
  private readonly tables = new Map<string, CapturedTable>();

  constructor(policy: Policy, configFile: string, namespace: string) {
    for (const [source, { pack: folder, database, timeZone }] of Object.entries(policy.sources)) {
      const pack = loadPack(packFolder(folder, configFile));
      const locationOf = locationsOf(policy, source);
      for (const [topic, name] of cdcTopics(pack, source, database.name, namespace)) {
        const table = pack.tables.get(name) ?? 'heartbeat';
        this.tables.set(topic, { source, pack, timeZone, epoch: FIRST_EPOCH, locationOf, table });
      }
    }
  }

  get topics(): readonly string[] {
    return [...this.tables.keys()];
  }

  tableOf(topic: string): CapturedTable {
    const captured = this.tables.get(topic);
    if (!captured) throw new Error(`topic ${topic} belongs to no source of the policy`);
    return captured;
  }
}

function locationsOf(policy: Policy, source: string): (name: string) => string | undefined {
  const locations = Object.entries(policy.locations)
    .filter(([, location]) => location.source === source)
    .map(([id, location]) => [location.name, id] as const);
  const byName = new Map(locations);
  return (name) => byName.get(name);
}
