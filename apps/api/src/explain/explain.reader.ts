import { POLICY, type Policy } from '#config';
import { Inject, Injectable } from '@nestjs/common';
import { heldClaims } from '../claims/held.queries.js';
import { toHeld } from '../claims/to-held.js';
import { ReadDatabase, type Db } from '../database/read-database.js';
import { iso } from '../format/instants.js';
import { findChannel } from '../channels/find-channel.js';
import { itemBySku, type ItemRow } from '../items/item.queries.js';
import { ItemReader } from '../items/item.reader.js';
import type { ListingState } from '../items/item.schema.js';
import { MadeListingsReader, type MadeListings } from '../items/made-listings.reader.js';
import { checkNumber } from './check.js';
import { contributionCount, contributionsOf } from './contribution.queries.js';
import { explainMade } from './explain-made.js';
import type { Explain } from './explain.schema.js';
import { readPublished } from './published/read-published.js';
import { readLedger } from './read-ledger.js';
import { readStated } from './read-stated.js';
import { ownVersion } from './read-terms.js';
import { readVariances } from './read-variances.js';
import { headline } from './reason.js';
import { formulaOn, readBasis, type ItemBasis } from './recompute.js';
import { toContribution } from './to-ledger-line.js';

const MOST_CONTRIBUTIONS = 200;
const MOST_CLAIMS = 200;

/** What is told of an item beside its listings. */
type OfItem = Omit<Explain, 'sku' | 'at' | 'moment' | 'listings'>;

const NO_ITEM: OfItem = {
  item: null,
  channels: [],
  positions: [],
  variances: [],
  claims: [],
  contributions: [],
  contributionsTotal: 0,
  ledger: [],
  newest: null,
};

/** From the number on a channel back to the rows of the sources, all of one moment (promise I7). */
@Injectable()
export class ExplainReader {
  constructor(
    private readonly database: ReadDatabase,
    private readonly items: ItemReader,
    private readonly made: MadeListingsReader,
    @Inject(POLICY) private readonly policy: Policy,
  ) {}

  /** @throws ProblemException 404 for an unknown item or channel */
  read(sku: string, channel: string | undefined, limit: number): Promise<Explain> {
    return this.database.snapshot(async (db) => {
      const [item, made] = await Promise.all([itemBySku(db, sku), this.made.read(db, sku)]);
      if (!item && made.listings.length === 0) return this.items.unknown(db, sku);
      if (!item && channel !== undefined) findChannel(this.policy, channel);
      return {
        sku,
        at: iso(new Date()),
        moment: 'present',
        ...(item ? await this.explainItem(db, item, channel, limit) : NO_ITEM),
        listings: await this.explainListings(db, made, channel),
      };
    });
  }

  private async explainItem(
    db: Db,
    item: ItemRow,
    channel: string | undefined,
    limit: number,
  ): Promise<OfItem> {
    const { partition, sku } = item;
    // what does not wait for another answer goes to the database in one go
    const [listings, positions, basis, contributions, ledger] = await Promise.all([
      this.items.listings(db, item, channel),
      this.items.positions(db, item),
      readBasis(db, this.policy, item),
      contributionsOf(db, partition, sku, MOST_CONTRIBUTIONS),
      readLedger(db, sku, limit),
    ]);
    const shortened = contributions.length === MOST_CONTRIBUTIONS;
    const newest = ledger[0];
    const [stated, published, claims, variances] = await Promise.all([
      readStated(db, partition, sku, contributions),
      readPublished(db, sku, listings),
      basis.claimed.size === 0 ? [] : heldClaims(db, sku, MOST_CLAIMS),
      readVariances(db, item, basis.terms),
    ]);
    return {
      item: {
        version: Number(item.version),
        policyVersion: item.policy_version,
        recordedAt: iso(item.recorded_at),
        appliedAt: iso(item.applied_at),
      },
      channels: listings.map((listing) => ({
        ...this.explainChannel(listing, basis),
        ...published(listing),
      })),
      positions: positions.map((position) => ({ ...position, since: stated.ofPlace(position) })),
      variances,
      claims: claims.map(toHeld),
      contributions: contributions.map((row) => toContribution(row, stated.ofRow(row))),
      contributionsTotal: shortened
        ? await contributionCount(db, partition, sku)
        : contributions.length,
      ledger,
      newest: newest ? { text: headline(newest), line: newest.line } : null,
    };
  }

  private async explainListings(
    db: Db,
    { items, listings }: MadeListings,
    channel: string | undefined,
  ): Promise<Explain['listings']> {
    const wanted = listings.filter((one) => channel === undefined || one.channel === channel);
    const bases = new Map<string, ItemBasis>();
    for (const sku of new Set(wanted.flatMap(({ parts }) => parts.map(({ item }) => item)))) {
      const item = items.get(sku);
      if (item) bases.set(sku, await readBasis(db, this.policy, item));
    }
    return wanted.map((listing) => explainMade(listing, bases, this.policy));
  }

  private explainChannel(listing: ListingState, basis: ItemBasis) {
    const { channel } = listing;
    const { channels, policy_version: stored } = basis.item;
    const formula = formulaOn(this.policy, basis, channel);
    const check = checkNumber({
      channel,
      stored: channels[channel] ?? null,
      storedPolicy: ownVersion(stored),
      recomputed: formula?.units ?? null,
      ownPolicy: this.policy.policyVersion,
    });
    return { ...listing, formula, check };
  }
}
