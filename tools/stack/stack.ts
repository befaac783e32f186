/** An administrator's login of one database server. */
export interface Db {
  host: string;
  port: number;
  user: string;
  password: string;
}

/** Where the broker and the worker show their metrics to Prometheus. */
export type MetricsUrls = Readonly<Record<'kafka' | 'connect', string>>;

/** Where a running stack answers. Plain JSON: it is written to `<dataDir>/stack.json`. */
export interface StackEndpoints {
  /** `host:port` */
  kafkaBrokers: string[];
  connectUrl: string;
  /** The POS's server: binary log on, ROW, full row image. */
  mariadb: Db;
  /** The WMS's server: `wal_level=logical`. */
  wmsPostgres: Db;
  /** Shelfwire's own server. */
  statePostgres: Db;
  /** Folder of this machine whose files a connector may name as `${file:PATH:KEY}`. */
  secretsDir: string;
  /** The same places as the Connect worker sees them. */
  fromConnect: {
    mariadb: { host: string; port: number };
    wmsPostgres: { host: string; port: number };
    /** For what the worker itself reads and writes, such as Debezium's schema history. */
    kafkaBrokers: string[];
    secretsDir: string;
  };
  /** Undefined unless it was asked for. */
  metricsUrls?: MetricsUrls;
}

export interface ConnectWorker {
  /** Undefined while the worker is down. In containers it is the worker's pid on Docker's host. */
  readonly pid: number | undefined;
  /** SIGKILL; resolves when the worker is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same port; resolves when it has joined its group. */
  start(): Promise<void>;
}

/** A server that tests take away for a while. It keeps its port and its data. */
export interface RestartableServer {
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  /** Starts it again; resolves when it answers. */
  start(): Promise<void>;
}

export type Restartable = Readonly<Record<'kafka' | 'mariadb' | 'wmsPostgres', RestartableServer>>;

export interface Stack {
  provider: ProviderName;
  endpoints: StackEndpoints;
  connect: ConnectWorker;
  servers: Restartable;
  /** Stops everything in order and leaves no process. Safe to call twice. */
  stop(): Promise<void>;
}

export type ProviderName = 'native' | 'containers';
export type ProviderChoice = ProviderName | 'auto';

export type JvmTuning = 'quickStart' | 'throughput';

export const PORT_NAMES = [
  'kafka',
  'controller',
  'connect',
  'kafkaMetrics',
  'connectMetrics',
  'mariadb',
  'wmsPostgres',
  'statePostgres',
] as const;
export type PortName = (typeof PORT_NAMES)[number];
export type StackPorts = Record<PortName, number>;

export interface StackOptions {
  /** Owned by one stack at a time; what the stack knows survives in it. */
  dataDir: string;
  /** Default: the environment's SHELFWIRE_STACK, else `auto`. */
  provider?: ProviderChoice | undefined;
  /** Receives one line of progress at a time. */
  report?: ((line: string) => void) | undefined;
  /** Ports that must be these; the others are free ones, the same ones at every start if possible. */
  ports?: Partial<StackPorts> | undefined;
  /** Further properties of the Connect worker, such as `exactly.once.source.support`. */
  connectProperties?: Record<string, string> | undefined;
  /** What Java is tuned for; default `quickStart`. */
  jvm?: JvmTuning | undefined;
  /** Whether Java's metrics are shown, by Prometheus' JMX exporter; default: SHELFWIRE_JMX. */
  jmx?: boolean | undefined;
  /** Aborting it during the start stops what was started already. */
  signal?: AbortSignal | undefined;
}
