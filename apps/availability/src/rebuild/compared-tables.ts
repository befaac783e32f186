/** A table that the topic determines, row by row. */
export interface ComparedTable {
  readonly table: string;
  /** columns of a unique index, in its order; numbers, or texts that sort by their bytes */
  readonly key: readonly KeyColumn[];
  /** columns that depend on the clock, on how events were batched, or on the policy */
  readonly except: readonly string[];
  /** which rows are compared; all without it */
  readonly where?: string;
}

export interface KeyColumn {
  readonly name: string;
  readonly type: 'integer' | 'text';
  /** the index's expression, where it is not the column itself */
  readonly sql?: string;
}

const partition: KeyColumn = { name: 'partition', type: 'integer' };
const text = (name: string): KeyColumn => ({ name, type: 'text' });

export const COMPARED_TABLES: readonly ComparedTable[] = [
  {
    table: 'contribution',
    key: [partition, ...['sku', 'source', 'table_name', 'row_key', 'rule'].map(text)],
    except: [],
  },
  {
    table: 'stock_position',
    key: [partition, ...['sku', 'location', 'source'].map(text)],
    except: ['updated_at'],
  },
  {
    table: 'ledger_relation',
    key: [partition, ...['sku', 'source'].map(text)],
    except: [],
  },
  {
    table: 'reconciliation_exception',
    key: [text('event_id')],
    except: ['found_at', 'settled_at'],
  },
  {
    table: 'ledger_line',
    key: [
      text('event_id'),
      text('location'),
      { name: 'bucket', type: 'text', sql: `coalesce(bucket, '')` },
    ],
    except: [
      'line',
      'version',
      'policy_version',
      'applied_at',
      'channels',
      'basis',
      'previous',
      'hash',
    ],
    where: `kind <> 'recompute'`,
  },
];
