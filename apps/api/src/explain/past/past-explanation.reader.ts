import { POLICY, type Policy } from '#config';
import type { ItemState, SourcePosition, Terms } from '#domain';
import { Inject, Injectable } from '@nestjs/common';
import { toHeld } from '../../claims/to-held.js';
import { ReadDatabase, type Db } from '../../database/read-database.js';
import { iso } from '../../format/instants.js';
import { unknownChannel } from '../../http/problem.js';
import { ItemReader } from '../../items/item.reader.js';
import type { Explain } from '../explain.schema.js';
import { contributionCount } from '../contribution.queries.js';
import { linesByNumber, newestLineOf, rowsOfItem } from '../line.queries.js';
import { MOST_STEPS } from '../published/read-published.js';
import { newestSteps, standingSteps, type StepRow } from '../published/step.queries.js';
import { toStep } from '../published/step.js';
import { readLedger } from '../read-ledger.js';
import { statedBy } from '../read-stated.js';
import { ownVersion, readTerms } from '../read-terms.js';
import { variancesOf } from '../read-variances.js';
import { headline } from '../reason.js';
import { formulaOn } from '../recompute.js';
import { claimsAt } from './claims-at.queries.js';
import {
  firstMoment,
  momentOf,
  placeSums,
  saidTimes,
  type MomentRow,
  type PlaceSumRow,
  type UpTo,
} from './moment.queries.js';
import { noNumberYet } from './no-number-yet.js';
import { rulesOf, type NumberRules } from './number-rules.js';
import { pastContributions } from './past-contributions.js';
import { checkPast } from './check-past.js';
import { pastListing } from './past-listing.js';
import { toPastPositions } from './past-positions.js';
import { pastPositions, pastState } from './past-state.js';

const MOST_CONTRIBUTIONS = 200;
const MOST_CLAIMS = 200;
/** Rows of the item that are looked up. */
const MOST_ROWS = 500;

interface Asked {
  readonly sku: string;
  readonly channel: string | undefined;
  readonly at: Date;
  /** ledger lines that are shown at most */
  readonly limit: number;
}

/** What a past version's numbers follow from; undefined: the policy of then was not kept. */
interface Reckoning {
  readonly rules: NumberRules;
  readonly state: ItemState;
  readonly terms: Terms;
  readonly positions: readonly SourcePosition[];
}

/** From a number of a past moment back to the rows of the sources, out of the ledger alone (promise I7). */
@Injectable()
export class PastExplanationReader {
  constructor(
    private readonly database: ReadDatabase,
    private readonly items: ItemReader,
    @Inject(POLICY) private readonly policy: Policy,
  ) {}

  /** @throws ProblemException 404 for an unknown item or channel, or one that had no number by then */
  read({ sku, channel, at, limit }: Asked): Promise<Explain> {
    return this.database.snapshot(async (db) => {
      const moment = await momentOf(db, sku, at);
      if (!moment) return this.refuse(db, sku, at);
      const channels = channelsOf(moment, channel);
      const upTo = { partition: moment.partition, sku, line: moment.line };
      // what does not wait for another answer goes to the database in one go
      const [sums, rules, told, ledger, claims] = await Promise.all([
        placeSums(db, upTo),
        rulesOf(db, this.policy, ownVersion(moment.policy_version)),
        readTold(db, sku, channels, at),
        readLedger(db, sku, limit, at),
        moment.basis ? claimsAt(db, sku, at, MOST_CLAIMS) : [],
      ]);
      const reckoning = rules && (await reckon(db, moment, upTo, { sums, rules }));
      const [newest] = ledger;
      return {
        sku,
        at: iso(at),
        moment: 'past' as const,
        item: {
          version: Number(moment.version),
          policyVersion: moment.policy_version,
          recordedAt: iso(moment.recorded_at),
          appliedAt: iso(moment.applied_at),
        },
        channels: channels.map((name) => explainChannel(name, moment, told, reckoning)),
        listings: [],
        ...(await whatWasThere(db, upTo, sums, reckoning)),
        claims: claims.map(toHeld),
        ledger,
        newest: newest ? { text: headline(newest), line: newest.line } : null,
      };
    });
  }

  private async refuse(db: Db, sku: string, at: Date): Promise<never> {
    const first = await firstMoment(db, sku);
    if (!first) return this.items.unknown(db, sku);
    throw noNumberYet(sku, at, first);
  }
}

async function reckon(
  db: Db,
  moment: MomentRow,
  upTo: UpTo,
  { sums, rules }: { readonly sums: readonly PlaceSumRow[]; readonly rules: NumberRules },
): Promise<Reckoning> {
  const terms = await readTerms(db, rules, moment.policy_version);
  const said = hasPeers(terms) ? await saidTimes(db, upTo) : [];
  const positions = pastPositions(sums, said);
  return { rules, terms, positions, state: pastState(moment, positions, rules, terms) };
}

/** What a sku's listings had been told and answered by then. */
interface Told {
  readonly steps: readonly StepRow[];
  readonly standing: readonly StepRow[];
}

async function readTold(db: Db, sku: string, channels: readonly string[], at: Date): Promise<Told> {
  const [steps, standing] = await Promise.all([
    newestSteps(db, channels, sku, at, MOST_STEPS),
    standingSteps(db, channels, sku, at),
  ]);
  return { steps, standing };
}

function explainChannel(
  channel: string,
  moment: MomentRow,
  { steps, standing }: Told,
  reckoning: Reckoning | undefined,
): Explain['channels'][number] {
  const own = steps.filter((row) => row.channel === channel);
  const formula = reckoning && formulaOn(reckoning.rules, { ...reckoning, item: moment }, channel);
  return {
    ...pastListing(channel, moment, standing, own[0]),
    formula: formula ? { ...formula, offer: null, pickups: [] } : null,
    check: checkPast(channel, moment, formula),
    waiting: null,
    steps: own.map(toStep),
  };
}

function channelsOf({ channels }: MomentRow, only: string | undefined): readonly string[] {
  const known = Object.keys(channels).toSorted();
  if (only === undefined) return known;
  if (!known.includes(only)) throw unknownChannel(only, undefined);
  return [only];
}

/** Whether the newest word of several sources counts somewhere. */
const hasPeers = ({ locations }: Terms): boolean =>
  Object.values(locations).some(({ peers = [], buckets = {} }) =>
    [peers, ...Object.values(buckets).map((standing) => standing.peers)].some(
      (others) => others.length > 0,
    ),
  );

/** Positions, and the rows that made them. */
async function whatWasThere(
  db: Db,
  upTo: UpTo,
  sums: readonly PlaceSumRow[],
  reckoning: Reckoning | undefined,
): Promise<Pick<Explain, 'positions' | 'variances' | 'contributions' | 'contributionsTotal'>> {
  const { partition, sku } = upTo;
  const [rows, ofPlaces] = await Promise.all([
    rowsOfItem(db, partition, sku, MOST_ROWS),
    linesByNumber(db, partition, [...new Set(sums.map(({ line }) => line))]),
  ]);
  const ofRows = rows.length === 0 ? [] : await newestLineOf(db, sku, rows, upTo.line);
  const { shown, total } = pastContributions(ofRows, MOST_CONTRIBUTIONS);
  const positions = reckoning?.positions ?? pastPositions(sums);
  return {
    positions: toPastPositions(positions, sums, statedBy(ofPlaces)),
    variances: reckoning ? variancesOf(positions, reckoning.terms.locations) : [],
    contributions: shown,
    contributionsTotal:
      rows.length < MOST_ROWS ? total : await contributionCount(db, partition, sku),
  };
}
