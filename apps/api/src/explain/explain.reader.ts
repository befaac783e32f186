import { POLICY, type Policy } from '#config';
import { answerFor, ASSUMED_LAG, vendorRules, type ItemState, type Terms } from '#domain';
import { Inject, Injectable } from '@nestjs/common';
import { claimedAt, heldClaims } from '../claims/held.queries.js';
import { toHeld } from '../claims/to-held.js';
import { ReadDatabase } from '../database/read-database.js';
import { iso } from '../format/instants.js';
import type { ItemRow } from '../items/item.queries.js';
import { ItemReader } from '../items/item.reader.js';
import type { ListingState } from '../items/item.schema.js';
import { checkNumber } from './check.js';
import { contributionCount, contributionsOf } from './contribution.queries.js';
import type { Explain } from './explain.schema.js';
import { explainFormula } from './formula.js';
import { readItemState } from './read-item-state.js';
import { readLedger } from './read-ledger.js';
import { ownVersion, readTerms } from './read-terms.js';
import { readVariances } from './read-variances.js';
import { headline } from './reason.js';
import { toContribution } from './to-ledger-line.js';

const MOST_CONTRIBUTIONS = 200;
const MOST_CLAIMS = 200;

/** From the number on a channel back to the rows of the sources, all of one moment (promise I7). */
@Injectable()
export class ExplainReader {
  constructor(
    private readonly database: ReadDatabase,
    private readonly items: ItemReader,
    @Inject(POLICY) private readonly policy: Policy,
  ) {}

  /** @throws ProblemException 404 for an unknown item or channel */
  read(sku: string, channel: string | undefined, limit: number): Promise<Explain> {
    return this.database.snapshot(async (db) => {
      const item = await this.items.item(db, sku);
      const listings = await this.items.listings(db, item, channel);
      const positions = await this.items.positions(db, item);
      const { partition } = item;
      const at = {
        policy: this.policy,
        terms: await readTerms(db, this.policy, item.policy_version),
        now: item.applied_at.getTime(),
      };
      const contributions = await contributionsOf(db, partition, sku, MOST_CONTRIBUTIONS);
      const shortened = contributions.length === MOST_CONTRIBUTIONS;
      const ledger = await readLedger(db, sku, limit);
      const newest = ledger[0];
      const claimed = await claimedAt(db, partition, sku);
      const state = await readItemState(db, { partition, sku, claimed }, at);
      const claims = claimed.size === 0 ? [] : await heldClaims(db, sku, MOST_CLAIMS);
      return {
        sku,
        at: iso(new Date()),
        item: {
          version: Number(item.version),
          policyVersion: item.policy_version,
          recordedAt: iso(item.recorded_at),
          appliedAt: iso(item.applied_at),
        },
        channels: listings.map((listing) => this.explainChannel(listing, item, state, at.terms)),
        positions,
        variances: await readVariances(db, item, at.terms),
        claims: claims.map(toHeld),
        contributions: contributions.map(toContribution),
        contributionsTotal: shortened
          ? await contributionCount(db, partition, sku)
          : contributions.length,
        ledger,
        newest: newest ? { text: headline(newest), line: newest.line } : null,
      };
    });
  }

  private explainChannel(
    listing: ListingState,
    item: ItemRow,
    state: ItemState,
    terms: Terms,
  ): Explain['channels'][number] {
    const { channel, desired } = listing;
    const { channels, countClasses, vendors, policyVersion } = this.policy;
    const rule = Object.hasOwn(channels, channel) ? channels[channel] : undefined;
    const circumstances = {
      channel: terms.channels[channel] ?? ASSUMED_LAG,
      countClasses,
      vendorOf: vendorRules(vendors),
      now: item.applied_at.getTime(),
    };
    const formula = rule ? explainFormula(rule, answerFor(state, rule, circumstances)) : null;
    const check = checkNumber({
      channel,
      stored: desired?.quantity ?? null,
      storedPolicy: ownVersion(item.policy_version),
      recomputed: formula?.units ?? null,
      ownPolicy: policyVersion,
    });
    return { ...listing, formula, check };
  }
}
