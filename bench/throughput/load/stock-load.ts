import { topicsOf } from '#contracts';
import type { Arena } from '../arena.js';
import type { LoadedTopic } from '../contest/contestant.js';
import { Changes, itemOf, type Change, type LoadSpec } from './changes.js';
import { expectedOf } from './expected.js';
import { fillTopic, type PlacedRecord } from './fill-topic.js';
import { stockRecord } from './stock-record.js';

export const PARTITIONS = 4;

export interface Part {
  /** events before those that are measured */
  readonly warmUp: number;
  readonly measured: number;
}

/** Generated stock events on a topic of their own; every contestant reads the same bytes. */
export class StockLoad {
  private written = 0;

  private constructor(
    private readonly arena: Arena,
    private readonly changes: Changes,
  ) {}

  static async create(arena: Arena, spec: LoadSpec): Promise<StockLoad> {
    await createTopics(arena, Object.values(topicsOf(namespaceOf(spec))));
    return new StockLoad(arena, new Changes(spec));
  }

  /** Appends events; what is measured are the last ones of the topic. */
  async append({ warmUp, measured }: Part): Promise<LoadedTopic> {
    const { changes, arena } = this;
    const { spec } = changes;
    const { stockEvents, availability } = topicsOf(namespaceOf(spec));
    console.log(`${spec.name}: writing ${warmUp + measured} events …`);
    await fillTopic(arena.kafka, stockEvents, placed(spec, changes.next(warmUp + measured)));
    const before = this.written;
    this.written += warmUp + measured;
    return {
      name: spec.name,
      namespace: namespaceOf(spec),
      input: stockEvents,
      output: availability,
      events: this.written,
      warmUp: before + warmUp,
      expected: ({ channels }) => expectedOf(changes, channels),
    };
  }
}

const namespaceOf = ({ name }: LoadSpec): string => `${name}.`;

export async function createTopics({ admin }: Arena, topics: readonly string[]): Promise<void> {
  await admin.createTopics({
    waitForLeaders: true,
    topics: topics.map((topic) => ({ topic, numPartitions: PARTITIONS })),
  });
}

function* placed(spec: LoadSpec, changes: Iterable<Change>): Generator<PlacedRecord> {
  for (const change of changes) {
    const partition = itemOf(spec, change.row) % PARTITIONS;
    yield { partition, record: stockRecord(spec, change) };
  }
}
