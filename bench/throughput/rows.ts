import { measureHotItem } from './claims/measure-hot-item.js';
import { cpuPerEvent, type Figures } from './figures.js';
import type { Course, Series } from './plan.js';
import { measureRebuild } from './rebuild/measure-rebuild.js';
import type { Ratio } from './ratio.js';
import { SERIES } from './series.js';

export type FiguresBySeries = (series: Series) => Figures;

export interface Row {
  readonly id: string;
  readonly series: readonly Series[];
  readonly ratios: (of: FiguresBySeries) => readonly Ratio[];
  /** what is no run of a load, measured after all of them */
  readonly measure?: (course: Course, rounds: number) => Promise<readonly Ratio[]>;
}

const {
  light,
  shelfwire,
  typeorm,
  naive,
  exactlyOnce,
  atLeastOnce,
  hot,
  oneChannel,
  tenChannels,
  twoWorkers,
  small,
  large,
  lightTwice,
  wholeWay,
} = SERIES;

/** Events per second, ours over theirs. */
function pace(
  of: FiguresBySeries,
  what: string,
  goal: string,
  ours: Series,
  theirs: Series,
): Ratio {
  const [mine, other] = [of(ours).eventsPerSecond, of(theirs).eventsPerSecond];
  return { what, ours: mine, theirs: other, unit: 'events/s', ratio: mine / other, goal };
}

/** Events per CPU second, ours over theirs; PostgreSQL and broker included on both sides. */
function thrift(
  of: FiguresBySeries,
  what: string,
  goal: string,
  ours: Series,
  theirs: Series,
): Ratio {
  const [mine, other] = [1e6 / cpuPerEvent(of(ours)), 1e6 / cpuPerEvent(of(theirs))];
  return { what, ours: mine, theirs: other, unit: 'events/CPU s', ratio: mine / other, goal };
}

/** CPU per event, the larger case over the smaller one. */
function growth(
  of: FiguresBySeries,
  what: string,
  goal: string,
  larger: Series,
  smaller: Series,
): Ratio {
  const [mine, other] = [cpuPerEvent(of(larger)), cpuPerEvent(of(smaller))];
  return { what, ours: mine, theirs: other, unit: 'CPU µs/event', ratio: mine / other, goal };
}

export const ROWS: readonly Row[] = [
  {
    id: 'P1',
    series: [light, shelfwire, lightTwice, wholeWay],
    ratios: (of) => [
      pace(of, 'availability ÷ A, unique keys', '≥ 0.7', shelfwire, light),
      pace(of, 'both stages ÷ A twice', '≥ 0.7', wholeWay, lightTwice),
    ],
  },
  {
    id: 'P2',
    series: [shelfwire, naive],
    ratios: (of) => [pace(of, 'availability ÷ B', '≥ 100', shelfwire, naive)],
  },
  {
    id: 'P3',
    series: [shelfwire, typeorm],
    ratios: (of) => [pace(of, 'availability ÷ C', '≥ 2', shelfwire, typeorm)],
  },
  {
    id: 'P4',
    series: [shelfwire, exactlyOnce, atLeastOnce],
    ratios: (of) => [
      pace(of, 'availability ÷ D exactly once', '≥ 1', shelfwire, exactlyOnce),
      thrift(of, 'the same, by CPU', '≥ 1', shelfwire, exactlyOnce),
      pace(of, 'availability ÷ D at least once', '≥ 1', shelfwire, atLeastOnce),
      thrift(of, 'the same, by CPU', '≥ 1', shelfwire, atLeastOnce),
    ],
  },
  {
    id: 'P5',
    series: [shelfwire, hot],
    ratios: (of) => [pace(of, 'hot keys ÷ unique keys', '≥ 2.5', hot, shelfwire)],
  },
  {
    id: 'P6',
    series: [small, large, oneChannel, tenChannels],
    ratios: (of) => [
      growth(of, '3M ÷ 51k item-locations', '≤ 1.5', large, small),
      growth(of, '10 ÷ 1 channels', '≤ 1.3', tenChannels, oneChannel),
    ],
  },
  { id: 'P8', series: [], ratios: () => [], measure: measureRebuild },
  { id: 'P10', series: [], ratios: () => [], measure: measureHotItem },
  {
    id: 'workers',
    series: [shelfwire, twoWorkers],
    ratios: (of) => [
      pace(of, '2 ÷ 1 processes, events/s', '', twoWorkers, shelfwire),
      growth(of, '2 ÷ 1 processes, CPU per event', '', twoWorkers, shelfwire),
    ],
  },
];
