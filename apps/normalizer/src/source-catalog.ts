import { packFolder, placesOf, type Policy } from '#config';
import { SourceEpochs } from './source-epochs.js';
import { cdcTopics, loadPack, type CompiledTable, type Pack } from '#mapping';

/** A captured table's topic, and all that is needed to read its changes. */
export interface CapturedTable {
  readonly source: string;
  readonly pack: Pack;
  readonly timeZone: string;
  /** seconds without a heartbeat after which the source is late */
  readonly lateAfterSeconds: number;
  readonly epochOf: SourceEpochs['of'];
  readonly locationOf: (name: string) => string | undefined;
  /** the heartbeat table has no mapping */
  readonly table: CompiledTable | 'heartbeat';
}

/** Every captured table of the policy's sources, by topic. */
export class SourceCatalog {
  readonly epochs = new SourceEpochs();
  readonly sources: readonly string[];
  private readonly tables = new Map<string, CapturedTable>();

  /** @param packIn a pack by its folder */
  constructor(policy: Policy, configFile: string, namespace: string, packIn = loadPack) {
    this.sources = Object.keys(policy.sources);
    for (const [source, { pack: folder, database, ...terms }] of Object.entries(policy.sources)) {
      const pack = packIn(packFolder(folder, configFile));
      const places = placesOf(policy, source);
      const locationOf = (name: string) => places.get(name);
      for (const [topic, name] of cdcTopics(pack, source, database.name, namespace)) {
        const table = pack.tables.get(name) ?? 'heartbeat';
        this.tables.set(topic, {
          source,
          pack,
          timeZone: terms.timeZone,
          lateAfterSeconds: terms.staleAfterSeconds,
          epochOf: (message) => this.epochs.of(message),
          locationOf,
          table,
        });
      }
    }
  }

  get topics(): readonly string[] {
    return [...this.tables.keys()];
  }

  topicsOf(source: string): readonly string[] {
    return this.topics.filter((topic) => this.tableOf(topic).source === source);
  }

  tableOf(topic: string): CapturedTable {
    const captured = this.tables.get(topic);
    if (!captured) throw new Error(`topic ${topic} belongs to no source of the policy`);
    return captured;
  }
}
