import { packFolder, POLICY, secretsOf, SETTINGS, type Policy, type Settings } from '#config';
import { ConnectClient, controlBackfill, startBackfill } from '#connect';
import { cdcPrefix } from '#contracts';
import { loadPack, type Pack } from '#mapping';
import { createRedact, type Redact } from '#observability';
import { recordAction, type Backfill, type Voice } from '#storage';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { findSource } from './find-source.js';
import type { AskedBackfill, LiveConnector } from './source-control.schema.js';
import { tellTrouble } from './source-trouble.js';

/** Rows that are wanted once more. */
export interface WantedRows {
  readonly tables: readonly string[];
  readonly location: string | null;
  readonly skus: readonly string[];
}

/** Speaks with Kafka Connect for people, and keeps what they asked for. */
@Injectable()
export class SourceDesk {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(POLICY) private readonly policy: Policy,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** @throws ProblemException for an unknown source, and when Kafka Connect says no or does not answer */
  look(source: string): Promise<LiveConnector> {
    const pack = this.packOf(source);
    const redact = createRedact(secretsOf(this.policy, this.settings));
    return tellTrouble(async () => {
      const { name, connector, tasks } = await this.client.status(this.nameOf(source));
      return {
        connector: name,
        ...partOf(connector, redact),
        tasks: tasks.map((task) => ({ id: task.id, ...partOf(task, redact) })),
        tables: [...pack.tables].map(([table, { role }]) => ({ table, role })),
      };
    });
  }

  /** @param task null: the connector with all of its tasks */
  async restart(source: string, task: number | null, voice: Voice): Promise<LiveConnector> {
    findSource(this.policy, source);
    const name = this.nameOf(source);
    await tellTrouble(() =>
      task === null ? this.client.restart(name) : this.client.restartTask(name, task),
    );
    const details = { by: 'api', ...(task !== null && { task }) };
    const action = { ...voice, action: 'connector.restart', subject: name, details };
    await recordAction(this.dataSource.manager, action);
    return this.look(source);
  }

  async backfill(source: string, wanted: WantedRows, voice: Voice): Promise<AskedBackfill> {
    const pack = this.packOf(source);
    const { dataSource, settings, policy } = this;
    const request = { source, ...wanted, ...asker(voice) };
    return tellTrouble(async () =>
      toAsked(await startBackfill({ dataSource, settings, policy, pack }, request)),
    );
  }

  async control(
    source: string,
    what: 'pause' | 'resume' | 'stop',
    voice: Voice,
  ): Promise<AskedBackfill> {
    findSource(this.policy, source);
    const { dataSource, settings, policy } = this;
    const request = { source, what, ...asker(voice) };
    return tellTrouble(async () =>
      toAsked(await controlBackfill(dataSource, settings, policy, request)),
    );
  }

  private get client(): ConnectClient {
    return new ConnectClient(this.settings.connectUrl);
  }

  private nameOf(source: string): string {
    return cdcPrefix(source, this.settings.namespace);
  }

  private packOf(source: string): Pack {
    return loadPack(packFolder(findSource(this.policy, source).pack, this.settings.configFile));
  }
}

interface Part {
  readonly state: string;
  readonly trace?: string | undefined;
  readonly worker_id?: unknown;
}

/** A trace may quote the login that a database refused. */
const partOf = ({ state, trace, worker_id: worker }: Part, redact: Redact) => ({
  state,
  worker: typeof worker === 'string' ? worker : '',
  trace: trace === undefined ? null : redact(trace),
});

const asker = ({ actor, keyId, reason }: Voice) => ({ askedBy: actor, keyId, reason });

const toAsked = ({ id, state, tables, estimate }: Backfill): AskedBackfill => ({
  id,
  state,
  tables: [...tables],
  estimate,
});
