import { isTransient } from '#messaging';
import { Metrics } from '#observability';
import type { Policy } from '#config';
import type { Claim } from '#storage';
import type { DataSource } from 'typeorm';
import { ClaimChanges } from '../../../apps/api/src/claims/claim-changes.js';
import { ClaimDesk } from '../../../apps/api/src/claims/claim-desk.js';
import { ClaimRules } from '../../../apps/api/src/claims/claim-rules.js';
import { toReservation } from '../../../apps/api/src/claims/to-reservation.js';
import { ProblemException } from '../../../apps/api/src/http/problem.js';
import type { Scheduler, Task } from '../run/scheduler.js';
import type { Answer, Call, Deal } from '../sellers/deal.js';
import type { Sellers } from '../sellers/sellers.js';

export interface CounterParts {
  readonly task: Task;
  readonly scheduler: Scheduler;
  readonly sellers: Sellers;
  readonly policy: Policy;
  readonly dataSource: DataSource;
  /** a UUID of the seed's */
  readonly nextId: () => string;
}

/** One API process, without HTTP: sellers come to it with their calls. */
export class Counter {
  private readonly rules: SeededRules;
  private readonly desk: ClaimDesk;
  private readonly changes: ClaimChanges;
  private serving: readonly Call[] = [];

  constructor(private readonly parts: CounterParts) {
    this.rules = new SeededRules(parts.policy, parts.nextId);
    this.desk = new ClaimDesk(parts.dataSource, this.rules, new Metrics());
    this.changes = new ClaimChanges(parts.dataSource, this.rules);
  }

  async run(): Promise<never> {
    const { scheduler, sellers, task } = this.parts;
    for (;;) {
      const isReady = () => sellers.waiting.length > 0;
      this.serving = await scheduler.step(task, {
        point: 'idle',
        isReady,
        run: () => sellers.take(),
      });
      const served = await Promise.all(this.serving.map((call) => this.serve(call)));
      const again = this.serving.filter((_, at) => !served[at]);
      this.serving = [];
      if (again.length === 0) continue;
      sellers.giveBack(again);
      await scheduler.step(task, { point: 'rest', run: () => undefined });
    }
  }

  /** The connections of its callers break. */
  leave(): void {
    this.parts.sellers.giveBack(this.serving);
    this.serving = [];
  }

  /** @returns false when the answer is only that it may be tried again */
  private async serve(call: Call): Promise<boolean> {
    try {
      this.parts.sellers.hear(call, await this.answer(call));
      return true;
    } catch (error) {
      if (error instanceof ProblemException) {
        this.parts.sellers.hear(call, { status: error.getStatus(), body: error.code });
        return true;
      }
      if (isTransient(error)) return false;
      throw error;
    }
  }

  private async answer(call: Call): Promise<Answer> {
    switch (call.verb) {
      case 'make':
        return this.make(call.deal);
      case 'extend':
        return found(await this.changes.extend(call.claim));
      case 'release':
        return found(await this.changes.release(call.claim));
      case 'commit':
        return found(await this.changes.commit(call.claim, call.order));
    }
  }

  private make(deal: Deal): Promise<Answer> {
    const { kind, channel, key, stage, allowPartial } = deal;
    const lines = deal.lines.map(({ sku, location, units }) => ({
      sku,
      quantity: units,
      ...(location === null ? {} : { location }),
    }));
    const asked = { channel, allowPartial, lines };
    const wanted =
      kind === 'order' && deal.order
        ? this.rules.order({ ...asked, order: deal.order }, key)
        : this.rules.reservation(
            { ...asked, shopper: 'anonymous', stage, ...(deal.order ? { order: deal.order } : {}) },
            key,
          );
    const call = { ...wanted, id: this.parts.nextId() };
    const requestHash = JSON.stringify({ ...asked, kind, stage, order: deal.order });
    return this.desk.make(call, { scope: `${kind} ${channel}`, key, requestHash }, '/v1');
  }
}

const found = ({ claim, now }: { claim: Claim; now: Date }): Answer => ({
  status: 200,
  body: JSON.stringify(toReservation(claim, now)),
});

/** The policy's rules; what they would name at random is named by the seed. */
class SeededRules extends ClaimRules {
  constructor(
    policy: Policy,
    private readonly nextId: () => string,
  ) {
    super(policy);
  }

  override readmission(claim: Claim) {
    return { ...super.readmission(claim), id: this.nextId() };
  }
}
