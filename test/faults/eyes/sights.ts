import type { Scene } from '../scene.js';
import type { Selling } from './selling.js';

/** Something that goes wrong, and where an operator sees it. */
export interface Sight {
  readonly name: string;
  breakIt(scene: Scene, selling: Selling): Promise<void>;
  mend(scene: Scene, selling: Selling): Promise<void>;
  /** told by Alertmanager and by Shelfwire's own notifier, once each, for all of these together */
  readonly alert: string;
  readonly kind: string;
  /** of `GET /v1/alerts` */
  readonly subjects: readonly string[];
  /** what the notification must say: the cause, and what to do */
  readonly says: readonly RegExp[];
  /** `GET /v1/status`: sources that it tells as stale */
  readonly staleSources: readonly string[];
  /** `GET /v1/locations`, by location */
  readonly states: Readonly<Record<string, string>>;
}

const connectPid = ({ stack }: Scene): number => {
  const { pid } = stack.connect;
  if (pid === undefined || stack.provider !== 'native') {
    throw new Error('the worker can be frozen with SHELFWIRE_STACK=native only');
  }
  return pid;
};

const freeze = (signal: 'SIGSTOP' | 'SIGCONT') => (scene: Scene) => {
  process.kill(connectPid(scene), signal);
  return Promise.resolve();
};

export const SIGHTS: readonly Sight[] = [
  {
    name: "a source's database stops",
    breakIt: ({ stack }) => stack.servers.wmsPostgres.kill(),
    mend: ({ stack }) => stack.servers.wmsPostgres.start(),
    alert: 'SourceDown',
    kind: 'source_stale',
    subjects: ['wms'],
    says: [/database_(away|unreachable)/, /npx shelfwire doctor/],
    staleSources: ['wms'],
    states: { warehouse: 'source-down', 'store-london': 'fresh' },
  },
  {
    name: 'the Connect worker is frozen',
    breakIt: freeze('SIGSTOP'),
    mend: freeze('SIGCONT'),
    alert: 'SourceDown',
    kind: 'source_stale',
    subjects: ['pos', 'wms'],
    says: [/connect_unreachable/, /npx shelfwire doctor/],
    staleSources: ['pos', 'wms'],
    states: { warehouse: 'source-down', 'store-london': 'source-down' },
  },
  {
    name: "one location's line is cut, its source lives",
    breakIt: (_, selling) => Promise.resolve(selling.cutOff('Leeds')),
    mend: (_, selling) => Promise.resolve(selling.connect('Leeds')),
    alert: 'LocationStale',
    kind: 'location_stale',
    subjects: ['store-leeds/pos'],
    says: [/tills?/, /store-leeds/],
    staleSources: [],
    states: { 'store-leeds': 'stale', 'store-london': 'fresh' },
  },
];
