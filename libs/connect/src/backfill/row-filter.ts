import { columnIn, namesIn, tablePlace, type CompiledMoves, type Pack, type Row } from '#mapping';
import { BackfillError } from './backfill-error.js';
import { placeIn, sqlWords, type SqlWords } from './sql-words.js';

/** More keys than this make a statement that no database likes: the whole table is read sooner. */
const MOST_KEYS = 1_000;

/** Rows of a reference as they have arrived, by the name that the pack's references know it by. */
export type KnownReferences = (
  lookup: string,
) => Promise<readonly { readonly key: string; readonly row: Row }[]>;

interface MovingFile {
  readonly sku: string;
  readonly location: string;
  readonly refs: Readonly<Record<string, RefFile>>;
  readonly rules: readonly {
    readonly destination?: string | undefined;
    readonly from?: { readonly location?: string | undefined } | undefined;
  }[];
}

interface RefFile {
  readonly table: string;
  readonly key: string;
  readonly by?: string | undefined;
}

/** Which rows are wanted: of these items, at the places that the source calls so. Empty: of all. */
export interface Wanted {
  readonly skus: readonly string[];
  readonly places: readonly string[];
}

/**
 * Makes the conditions by which a table is read in part, in its engine's SQL, from what the pack says of the
 * columns that lead to the item and the location.
 */
export class RowFilters {
  private readonly words: SqlWords;

  constructor(
    private readonly pack: Pack,
    private readonly database: string,
    private readonly known: KnownReferences,
  ) {
    this.words = sqlWords(pack.engine);
  }

  /**
   * @returns null: every row
   * @throws BackfillError saying why no condition can tell these rows from others
   */
  async of(table: string, { skus, places }: Wanted): Promise<string | null> {
    const file = this.fileOf(table);
    const conditions: string[] = [];
    if (skus.length > 0) conditions.push(await this.leadingTo('sku', table, file, skus));
    if (places.length > 0) {
      refuseOtherPlaces(table, file);
      conditions.push(await this.leadingTo('location', table, file, places));
    }
    return conditions.length === 0 ? null : conditions.join(' AND ');
  }

  /** The reference that gives the item's code, and which of its rows; undefined: the row itself gives it. */
  itemsOf(
    table: string,
    skus: readonly string[],
  ): { readonly table: string; readonly filter: string } | undefined {
    const { sku, refs } = this.fileOf(table);
    const given = columnIn(sku);
    const ref = given && refs[given.of];
    if (!given || !ref) return undefined;
    return { table: ref.table, filter: this.among(this.words.name(given.column), skus) };
  }

  private fileOf(table: string): MovingFile {
    const file = this.pack.file.tables[table];
    if (file && 'refs' in file) return file;
    throw new BackfillError(
      `${table} says nothing of single items or locations: it is read as a whole, without --item and --location.`,
    );
  }

  private leadingTo(
    what: 'sku' | 'location',
    table: string,
    file: MovingFile,
    values: readonly string[],
  ): Promise<string> {
    const expression = file[what];
    const given = columnIn(expression);
    if (!given) return this.calculated(what, table, file, values);
    const { of, column } = given;
    const condition = this.among(this.columnOf(of, column), values);
    return Promise.resolve(of === 'row' ? condition : this.through(table, file, of, condition));
  }

  /** Which rows of the only reference that an expression reads give one of the values. */
  private async calculated(
    what: 'sku' | 'location',
    table: string,
    file: MovingFile,
    values: readonly string[],
  ): Promise<string> {
    const [name, ...others] = namesIn(file[what]);
    const compiled = this.pack.tables.get(table) as CompiledMoves;
    const ref = compiled.refs.find((each) => each.name === name);
    if (!ref || others.length > 0) {
      throw impossible(table, what, `the pack calculates it: ${file[what].trim()}`);
    }
    const rows = (await this.known(ref.table)).filter(({ row }) =>
      values.includes(String(compiled[what]({ [ref.name]: row }))),
    );
    if (rows.length > MOST_KEYS) {
      throw impossible(table, what, `${rows.length} rows of ${ref.table} give it`);
    }
    const { table: referenced, by } = refIn(file, ref.name);
    const key = this.columnOf(ref.name, by ?? this.onlyKey(table, referenced));
    return this.through(
      table,
      file,
      ref.name,
      this.among(
        key,
        rows.map((row) => row.key),
      ),
    );
  }

  /** From a condition on a reference's row to one on the rows that refer to it. */
  private through(table: string, file: MovingFile, name: string, condition: string): string {
    const { table: referenced, key, by } = refIn(file, name);
    const from = columnIn(key);
    if (!from) {
      throw impossible(table, name, `the pack calculates the key of its reference: ${key.trim()}`);
    }
    const wanted = this.columnOf(name, by ?? this.onlyKey(table, referenced));
    const { engine } = this.pack;
    const place = placeIn(engine, this.database, tablePlace(engine, referenced));
    const among = `${this.columnOf(from.of, from.column)} IN (SELECT ${wanted} FROM ${place} ${aliasOf(name)} WHERE ${condition})`;
    return from.of === 'row' ? among : this.through(table, file, from.of, among);
  }

  private onlyKey(table: string, referenced: string): string {
    const [key, ...others] = this.pack.file.tables[referenced]?.key ?? [];
    if (key !== undefined && others.length === 0) return key;
    throw impossible(table, referenced, `${referenced} is known by several columns at once`);
  }

  private columnOf(of: string, column: string): string {
    const name = this.words.name(column);
    return of === 'row' ? name : `${aliasOf(of)}.${name}`;
  }

  private among(column: string, values: readonly string[]): string {
    if (values.length === 0) return '1 = 0';
    return `${column} IN (${values.map((value) => this.words.text(value)).join(', ')})`;
  }
}

const aliasOf = (ref: string): string => `of_${ref}`;

function refIn({ refs }: MovingFile, name: string): RefFile {
  const ref = refs[name];
  if (!ref) throw new Error(`${name} is no reference of the table`);
  return ref;
}

/** A row that moves stock between two places belongs to both. */
function refuseOtherPlaces(table: string, { rules }: MovingFile): void {
  const moves = rules.some(({ destination, from }) => destination ?? from?.location);
  if (moves) throw impossible(table, 'location', 'its rows move stock between two locations');
}

const impossible = (table: string, what: string, why: string): BackfillError =>
  new BackfillError(
    `No condition tells the rows of ${table} by their ${what}: ${why}. Read the whole table (--table ${table}), or name other tables.`,
  );
