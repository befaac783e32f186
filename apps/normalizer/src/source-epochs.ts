import type { CdcMessage } from '#mapping';
import type { EntityManager } from 'typeorm';

/** The epoch of a source that never began a new history. */
export const FIRST_EPOCH = 1;

interface EpochRow {
  topic: string;
  partition: number;
  epoch: number;
  from_offset: string;
}

/**
 * In which history of its source a message is. A source begins a new one when its log starts anew or is
 * read anew; the offsets at which it does are kept, so that a message is in the same one whenever it comes.
 */
export class SourceEpochs {
  private begins = new Map<string, { readonly epoch: number; readonly from: bigint }[]>();

  /** Belongs in the transaction that translates: nothing of a new history comes before its beginning is kept. */
  async read(manager: Pick<EntityManager, 'query'>): Promise<void> {
    const rows = await manager.query<EpochRow[]>(
      'SELECT topic, partition, epoch, from_offset FROM source_epoch ORDER BY epoch DESC',
    );
    const begins: typeof this.begins = new Map();
    for (const { topic, partition, epoch, from_offset: from } of rows) {
      const place = `${topic}/${partition}`;
      begins.set(place, [...(begins.get(place) ?? []), { epoch, from: BigInt(from) }]);
    }
    this.begins = begins;
  }

  of({ topic, partition, offset }: Pick<CdcMessage, 'topic' | 'partition' | 'offset'>): number {
    const known = this.begins.get(`${topic}/${partition}`) ?? [];
    return known.find(({ from }) => offset >= from)?.epoch ?? FIRST_EPOCH;
  }
}
