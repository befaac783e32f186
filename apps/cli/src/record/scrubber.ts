import type { CompiledTable, Pack } from '#mapping';
import { namesOf, scrubbedColumns, type ColumnName } from './joined-columns.js';
import { Pseudonyms } from './pseudonyms.js';
import type { RecordedMessage } from './recorded-message.js';
import { scrubMessage } from './scrub-message.js';

/** Scrubs the messages of one recording: its pseudonyms go together, and with those of no other. */
export class Scrubber {
  readonly pseudonyms = new Pseudonyms();
  private readonly columns: ReadonlySet<ColumnName>;

  /** @throws CommandError for a column that the pack does not name */
  constructor(
    private readonly pack: Pack,
    named: readonly string[],
    readonly namespace: string,
  ) {
    this.columns = scrubbedColumns(pack.file, named);
  }

  get pseudonymised(): readonly string[] {
    return [...this.columns].sort();
  }

  scrub({ name }: CompiledTable, message: RecordedMessage): RecordedMessage {
    const table = this.pack.file.tables[name];
    if (!table) throw new Error(`${name} is no table of the pack ${this.pack.name}`);
    const kept = namesOf(table);
    const pseudonymised = kept.filter((column) => this.columns.has(`${name}.${column}`));
    const rules = { kept: new Set(kept), pseudonymised: new Set(pseudonymised) };
    return scrubMessage(message, rules, this);
  }
}
