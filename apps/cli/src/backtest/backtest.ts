import { compareLevels, levelsFrom, type Comparison, type Difference, type Level } from '#connect';
import { formatQuantity } from '#domain';
import { databaseStretch } from '../offline/database-stretch.js';
import { OfflineFold } from '../offline/offline-fold.js';
import { openSource, type KnownSource } from '../offline/opened-source.js';
import { recordedStretch } from '../offline/recorded-stretch.js';
import type { Stretch } from '../offline/stretch.js';
import { Told } from '../offline/told.js';
import { outcomeOf } from '../offline/translated-row.js';
import { channelsShown, type ChannelShown } from './channels-shown.js';
import { levelsOfFile } from './levels-of-file.js';
import { SetAside, type Reason } from './set-aside.js';

export interface BacktestOptions {
  /** a recorded stretch; undefined: the source's own database */
  readonly from: string | undefined;
  /** levels that were recorded with the stretch */
  readonly levels: string | undefined;
}

export interface ExplainedDifference extends Difference {
  /** the rows that make what was folded, the largest first */
  readonly rows: readonly string[];
}

export interface Backtested {
  readonly source: string;
  readonly at: string;
  readonly rows: Readonly<Record<string, number>>;
  readonly events: number;
  readonly items: number;
  readonly setAside: readonly Reason[];
  /** null: nothing says what the source's own levels are */
  readonly comparison:
    | (Omit<Comparison, 'differences'> & {
        readonly differences: readonly ExplainedDifference[];
      })
    | null;
  readonly channels: readonly ChannelShown[];
}

/** Takes a source through its pack and the policy, in memory, and compares with what it says itself. Writes nothing. */
export async function backtest(
  source: KnownSource,
  options: BacktestOptions,
  tell: (line: string) => void,
): Promise<Backtested> {
  const now = new Date();
  const told = new Told(tell);
  if (options.from !== undefined) {
    const levels = options.levels === undefined ? null : await levelsOfFile(options.levels);
    return judge(source, await recordedStretch(options.from, source.pack, told), levels, {
      told,
      now,
    });
  }
  const database = await openSource(source);
  try {
    const sql = source.pack.file.levels;
    const levels = sql === undefined ? null : await levelsFrom(database, sql);
    return await judge(source, await databaseStretch(database, source.pack, told, now), levels, {
      told,
      now,
    });
  } finally {
    await database.close();
  }
}

async function judge(
  source: KnownSource,
  { references, changes }: Stretch,
  levels: readonly Level[] | null,
  { told, now }: { readonly told: Told; readonly now: Date },
): Promise<Backtested> {
  const fold = new OfflineFold();
  const aside = new SetAside();
  const { id, timeZone, locationOf } = source;
  const context = { source: id, timeZone, locationOf, references, ingestedAt: now.toISOString() };
  for await (const { table, change } of changes) {
    const outcome = outcomeOf(table, change, context);
    if (outcome.kind === 'events') fold.add(outcome.events);
    else aside.note(table.name, change.rowKey, outcome);
  }
  const compared = levels && compareLevels(fold.positions(), levels, locationOf);
  return {
    source: id,
    at: now.toISOString(),
    rows: told.rows,
    events: fold.events,
    items: fold.skus.length,
    setAside: aside.list,
    comparison: compared && {
      ...compared,
      differences: compared.differences.map((each) => ({ ...each, rows: explain(fold, each) })),
    },
    channels: channelsShown(fold, id, source.policy, now),
  };
}

function explain(fold: OfflineFold, place: Difference): readonly string[] {
  return fold.rowsAt(place).map(({ row, quantity, history }) => {
    const step = history?.at(-1);
    const amount = formatQuantity(step?.quantity ?? quantity);
    return `${amount} from ${row.table} ${row.key} (rule ${row.rule})`;
  });
}
