import { tablePlace, type Pack, type TablePlace } from '#mapping';

/** Where a connector is told what to do, and marks the beginning and the end of each chunk that it reads. */
const SIGNAL_TABLE = 'shelfwire_signal';

type Read = Pick<Pack, 'engine' | 'file'>;

/**
 * The table of signals and marks in the source database. Its log carries them, so that the connector obeys
 * and marks in the order of the changes, by the one thread that reads them.
 *
 * @returns null for a pack whose connector may not write: `connector: { read.only: true }`
 */
export const signalTableOf = ({ engine, file }: Read): TablePlace | null =>
  file.connector['read.only'] === 'true' ? null : tablePlace(engine, SIGNAL_TABLE);

/** Whether signals come over Kafka: where there is no table, and for SQL Server, which nobody here writes to. */
export const isToldByKafka = (pack: Read): boolean =>
  pack.engine === 'sqlserver' || signalTableOf(pack) === null;
