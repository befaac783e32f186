import type { Engine, TablePlace } from '#mapping';

export interface CapturedTable extends TablePlace {
  /** columns that name a row, in the order of the message's key */
  readonly key: readonly string[];
}

/** What a connector's settings are made from: a pack, and where the policy says its database is. */
export interface CapturePlan {
  readonly engine: Engine;
  /** begins the name of every topic; also the connector's own name */
  readonly prefix: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** references that the worker resolves from its own secrets file, never the secrets */
  readonly user: string;
  readonly password: string;
  /** Kafka, as the worker reaches it: `host:port,…` */
  readonly bootstrap: string;
  /** topics of one partition: what the connector is told, and what it tells of reading rows once more */
  readonly signals: string;
  readonly notifications: string;
  /** topic of one partition that is kept for ever: the shapes that the tables had */
  readonly schemaHistory: string;
  /** rows that an incremental snapshot reads at once, and holds in memory */
  readonly chunkRows: number;
  /** unlike every other replica's at the same server: a slot's name, a replica's number */
  readonly slot: string;
  readonly serverId: number;
  readonly tables: readonly CapturedTable[];
  readonly heartbeat: TablePlace;
  /** where the connector is told, and marks the ends of what it reads; null: it reads without writing */
  readonly signalTable: TablePlace | null;
  /** whether it is told over Kafka */
  readonly toldByKafka: boolean;
}
