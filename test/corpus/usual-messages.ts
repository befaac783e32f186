type Columns = Readonly<Record<string, unknown>>;

/** A row of each captured table that nothing is wrong with, in the order of its columns. */
export const USUAL_ROWS: Readonly<Record<string, Columns>> = {
  'till.items': { id: 10, code: 'A' },
  'till.places': { id: 1, name: 'Leeds' },
  'till.levels': { item_id: 10, place_id: 1, quantity: '5.000', deleted: 0 },
  'till.moves': {
    id: 7,
    item_id: 10,
    place_id: 1,
    quantity: '-2.000',
    moved_at: '2026-03-02T10:00:00Z',
    kind: 'till',
  },
  'till.sales': { id: 3, number: 'R-3', status: 'paid' },
  'till.heartbeat': { id: 1, beat: 1 },
  'depot.items': { id: 10, code: 'A' },
  'depot.places': { id: 1, name: 'York' },
  'depot.levels': { id: 4, item_id: 10, lot: null, place_id: 1, quantity: '5', active: true },
  'depot.moves': { id: 7, item_id: 10, place_id: 1, quantity: '8', due: null, state: 'open' },
  'depot.heartbeat': { id: 1, beat: 1 },
  'books.items': { id: 10, code: 'A' },
  'books.places': { id: 1, name: 'Hull' },
  'books.moves': { id: 7, item_id: 10, place_id: 1, quantity: '3', state: 'sellable' },
  'books.heartbeat': { id: 1, beat: 1 },
};

/** The columns of a message's key. */
export const keyColumns = (on: string): readonly string[] =>
  on === 'till.levels' ? ['item_id', 'place_id'] : ['id'];

const COMMITTED_MS = 1_772_445_600_000;

/** Where the source's log has the change; `place` rises from message to message. */
export function usualSource(on: string, place: number): Columns {
  const [source, table] = on.split('.');
  const common = { version: '3.6.0.Final', ts_ms: COMMITTED_MS, snapshot: 'false', table };
  if (source === 'till') {
    const log = { file: 'bin.000001', pos: place, row: 0, gtid: `0-1-${place}` };
    return { ...common, connector: 'mariadb', db: 'shop', ...log };
  }
  if (source === 'depot') {
    return { ...common, connector: 'postgresql', schema: 'public', txId: place, lsn: place };
  }
  const lsn = `0000002a:${place.toString(16).padStart(8, '0')}`;
  return {
    ...common,
    connector: 'sqlserver',
    schema: 'dbo',
    commit_lsn: `${lsn}:0002`,
    change_lsn: `${lsn}:0001`,
    event_serial_no: 1,
  };
}

export const usualTransaction = (place: number): Columns => ({
  id: String(place),
  total_order: 1,
  data_collection_order: 1,
});

/** Debezium's topic of a captured table of the corpus's sources. */
export function topicOf(on: string): string {
  const [source = '', table = ''] = on.split('.');
  const path = { till: 'shop', depot: 'public', books: 'books.dbo' }[source] ?? '';
  return `cdc.${source}.${path}.${table}`;
}
