import { kafkaStreams } from './contestants/kafka-streams.js';
import { shelfwire, shelfwireOn, shelfwireWorkers } from './contestants/shelfwire.js';
import { speedOfLight } from './contestants/speed-of-light.js';
import { batchTypeorm, naiveNest } from './contestants/typeorm.js';
import { speedOfLightTwice, wholeWay } from './contestants/whole-way.js';
import type { Contestant, LoadedTopic } from './contest/contestant.js';
import { loadRowChanges } from './load/cdc-load.js';
import type { LoadSpec } from './load/changes.js';
import { prefill } from './load/prefill.js';
import { StockLoad } from './load/stock-load.js';
import type { Course, Series } from './plan.js';

/** Channels of the benchmark's policy, where it does not say otherwise. */
const CHANNELS = 2;

/** Every event changes another row, all rows are told of twice: first inserted, then updated. */
const unique = (rows: number): LoadSpec => ({
  name: 'unique',
  items: rows,
  locationsPerItem: 1,
  order: 'passes',
  prefilled: false,
});
const UNIQUE_ROWS = 15_000;
const HOT_ROWS = 300;
const HOT_EVENTS = 20_000;
const NAIVE_EVENTS = 300;
const PREFILLED_EVENTS = 8_000;
const CDC_ROWS = 10_000;

function onLoad(
  key: string,
  contestant: Contestant,
  load: (course: Course) => Promise<LoadedTopic>,
  channels = CHANNELS,
): Series {
  const prepare = async (course: Course) => ({ contestant, load: await load(course) });
  return { key, channels, prepare };
}

const uniqueLoad = (course: Course): Promise<LoadedTopic> =>
  course.once('unique', async () => {
    const rows = UNIQUE_ROWS * course.scale;
    const load = await StockLoad.create(course.arena, unique(rows));
    return load.append({ warmUp: rows, measured: rows });
  });

const hotLoad = (course: Course): Promise<LoadedTopic> =>
  course.once('hot', async () => {
    const events = HOT_EVENTS * course.scale;
    const load = await StockLoad.create(course.arena, {
      name: 'hot',
      items: HOT_ROWS,
      locationsPerItem: 1,
      order: 'random',
      prefilled: false,
    });
    return load.append({ warmUp: events, measured: events });
  });

const naiveLoad = (course: Course): Promise<LoadedTopic> =>
  course.once('naive', async () => {
    const events = NAIVE_EVENTS * course.scale;
    const load = await StockLoad.create(course.arena, {
      name: 'naive',
      items: events,
      locationsPerItem: 1,
      order: 'passes',
      prefilled: false,
    });
    return load.append({ warmUp: events / 2, measured: events });
  });

const cdcSpec = (course: Course): LoadSpec => ({
  ...unique(CDC_ROWS * course.scale),
  name: 'whole',
});

const cdcLoad = (course: Course): Promise<LoadedTopic> =>
  course.once('whole', async () => {
    const spec = cdcSpec(course);
    const part = { warmUp: spec.items, measured: spec.items };
    return loadRowChanges(course.arena, spec, await course.policy(CHANNELS), part);
  });

/** Any row of a state of so many item-locations, three of each item; goes on from round to round. */
function prefilled(key: string, itemLocations: number): Series {
  const state = (course: Course) =>
    course.once(`state of ${key}`, async () => {
      const items = Math.round((itemLocations * course.scale) / 3);
      const spec: LoadSpec = {
        name: key,
        items,
        locationsPerItem: 3,
        order: 'random',
        prefilled: true,
      };
      const database = await course.arena.createDatabase('shelfwire');
      await prefill(database, spec, await course.policy(CHANNELS));
      return { database, load: await StockLoad.create(course.arena, spec) };
    });
  return {
    key,
    channels: CHANNELS,
    prepare: async (course) => {
      const { database, load } = await state(course);
      const events = PREFILLED_EVENTS * course.scale;
      return {
        contestant: shelfwireOn(database, `Shelfwire, ${itemLocations} item-locations`),
        load: await load.append({ warmUp: events / 2, measured: events }),
      };
    },
  };
}

export const SERIES = {
  light: onLoad('light', speedOfLight, uniqueLoad),
  shelfwire: onLoad('shelfwire', shelfwire, uniqueLoad),
  typeorm: onLoad('typeorm', batchTypeorm, uniqueLoad),
  exactlyOnce: onLoad('streams-exactly-once', kafkaStreams('exactly_once_v2'), uniqueLoad),
  atLeastOnce: onLoad('streams-at-least-once', kafkaStreams('at_least_once'), uniqueLoad),
  naive: onLoad('naive', naiveNest, naiveLoad),
  hot: onLoad('hot', shelfwire, hotLoad),
  oneChannel: onLoad('one-channel', shelfwire, uniqueLoad, 1),
  tenChannels: onLoad('ten-channels', shelfwire, uniqueLoad, 10),
  twoWorkers: onLoad('two-workers', shelfwireWorkers(2), uniqueLoad),
  small: prefilled('small', 51_000),
  large: prefilled('large', 3_000_000),
  lightTwice: cdcSeries('light-twice', speedOfLightTwice),
  wholeWay: cdcSeries('whole-way', wholeWay),
} as const satisfies Record<string, Series>;

function cdcSeries(key: string, contestant: (spec: LoadSpec) => Contestant): Series {
  return {
    key,
    channels: CHANNELS,
    prepare: async (course) => ({
      contestant: contestant(cdcSpec(course)),
      load: await cdcLoad(course),
    }),
  };
}
