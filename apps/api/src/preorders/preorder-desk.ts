import { authorityDocument, POLICY, type ChannelPolicy, type Policy } from '#config';
import { promiseAhead, vendorRules, wholeUnits } from '#domain';
import {
  cancelPromises,
  lockInbound,
  makePromises,
  readPromises,
  type ChannelOrder,
  type MadePromise,
  type OrderPromise,
} from '#storage';
import { Inject, Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { DataSource, type EntityManager } from 'typeorm';
import { findChannel } from '../channels/find-channel.js';
import { readInbound } from '../explain/read-inbound.js';
import { readTerms } from '../explain/read-terms.js';
import { ItemReader } from '../items/item.reader.js';
import {
  notEnoughOnItsWay,
  offersNothingAhead,
  otherItems,
  unknownPreorder,
  type TooFew,
} from './preorder-problems.js';
import type { PreorderRequest } from './preorder.schema.js';

type AheadRule = ChannelPolicy & { readonly preorder: NonNullable<ChannelPolicy['preorder']> };
type Wanted = ReadonlyMap<string, number>;

/**
 * Promises orders what is on its way. The first date that an order is told stays, however often it is sent
 * and whatever the vendors say since; what is promised to one order is promised to no other (promise I6).
 */
@Injectable()
export class PreorderDesk {
  constructor(
    private readonly dataSource: DataSource,
    private readonly items: ItemReader,
    @Inject(POLICY) private readonly policy: Policy,
  ) {}

  /** @throws ProblemException 404, 409 or 422; then nothing is promised */
  make(request: PreorderRequest): Promise<readonly MadePromise[]> {
    const rule = findChannel(this.policy, request.channel);
    if (!takesPreorders(rule)) throw offersNothingAhead(request.channel);
    const wanted = unitsBySku(request.lines);
    return this.dataSource.transaction(async (manager) => {
      await lockInbound(manager, [...wanted.keys()]);
      const before = await readPromises(manager, request);
      if (before.length === 0) {
        await makePromises(manager, await this.promises(manager, request, rule, wanted));
        return readPromises(manager, request);
      }
      if (!isSame(before, wanted)) throw otherItems(request);
      return before;
    });
  }

  /** @throws ProblemException 404 */
  async read(order: ChannelOrder): Promise<readonly MadePromise[]> {
    const promises = await readPromises(this.dataSource.manager, order);
    if (promises.length === 0) throw unknownPreorder(order);
    return promises;
  }

  /** What came for the order already is a reservation, and stays. @throws ProblemException 404 */
  async cancel(order: ChannelOrder): Promise<readonly MadePromise[]> {
    await cancelPromises(this.dataSource.manager, order);
    return this.read(order);
  }

  private async promises(
    manager: EntityManager,
    { channel, order }: ChannelOrder,
    rule: AheadRule,
    wanted: Wanted,
  ): Promise<OrderPromise[]> {
    const { id: causeId } = authorityDocument(rule, order);
    const promises: OrderPromise[] = [];
    const short: TooFew[] = [];
    for (const [sku, count] of wanted) {
      const item = await this.items.item(manager, sku);
      const { policy_version: policyVersion } = item;
      const terms = await readTerms(manager, this.policy, policyVersion);
      const inbound = await readInbound(manager, item, terms);
      const at = { vendorOf: vendorRules(this.policy.vendors), now: Date.now() };
      const { units, by } = promiseAhead(rule, inbound, count, at);
      const promise = { id: randomUUID(), channel, order, causeId, sku, policyVersion };
      if (by === undefined) short.push({ sku, wanted: count, units });
      else promises.push({ ...promise, units: wholeUnits(count), promisedFor: by });
    }
    if (short.length > 0) throw notEnoughOnItsWay(short);
    return promises;
  }
}

const takesPreorders = (rule: ChannelPolicy): rule is AheadRule => rule.preorder !== null;

/** An item that is named twice is wanted once, with the sum. */
function unitsBySku(lines: PreorderRequest['lines']): Wanted {
  const units = new Map<string, number>();
  for (const { sku, quantity } of lines) units.set(sku, (units.get(sku) ?? 0) + quantity);
  return units;
}

const isSame = (promises: readonly MadePromise[], wanted: Wanted): boolean =>
  promises.length === wanted.size &&
  promises.every(({ sku, units }) => units === wholeUnits(wanted.get(sku) ?? 0));
