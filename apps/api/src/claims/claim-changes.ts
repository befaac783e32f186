import {
  commitClaim,
  extendClaim,
  makeClaims,
  readClaim,
  releaseClaim,
  type ChangedClaim,
  type ClaimAt,
  type OrderRef,
} from '#storage';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ProblemException } from '../http/problem.js';
import {
  orderMissing,
  otherOrder,
  refusedAnswer,
  stateForbids,
  unknownReservation,
} from './claim-problems.js';
import { ClaimRules } from './claim-rules.js';

/** `refused`: nothing was claimed anew, which somebody must hear of, so it is stored and then answered. */
type Changed = { readonly found: ClaimAt } | { readonly refused: ProblemException };

/** What becomes of a claim after it was made. Asked for twice, it is so already. */
@Injectable()
export class ClaimChanges {
  constructor(
    private readonly dataSource: DataSource,
    private readonly rules: ClaimRules,
  ) {}

  /** @throws ProblemException 404 */
  async read(id: string): Promise<ClaimAt> {
    const found = await readClaim(this.dataSource.manager, id);
    if (!found) throw unknownReservation(id);
    return found;
  }

  /** @throws ProblemException 404, or 409 for one that is not active */
  extend(id: string): Promise<ClaimAt> {
    return this.change(id, 'extended', (manager) =>
      extendClaim(manager, id, ({ channel, shopper, stage }, now) =>
        this.rules.windowEnd(channel, shopper, stage, now),
      ),
    );
  }

  /** @throws ProblemException 404, or 409 for one that the authority has shown already */
  release(id: string): Promise<ClaimAt> {
    return this.change(id, 'released', (manager) => releaseClaim(manager, id));
  }

  /** @throws ProblemException 404, 409 or 422; 409 when it had expired and its units are gone */
  commit(id: string, order: OrderRef | null): Promise<ClaimAt> {
    return this.change(id, 'committed', (manager) => commitClaim(manager, id, order, this.rules));
  }

  private async change(
    id: string,
    wish: string,
    work: (manager: EntityManager) => Promise<ChangedClaim>,
  ): Promise<ClaimAt> {
    const changed = await this.dataSource.transaction(async (manager) =>
      this.conclude(manager, await work(manager), id, wish),
    );
    if ('refused' in changed) throw changed.refused;
    return changed.found;
  }

  private async conclude(
    manager: EntityManager,
    changed: ChangedClaim,
    id: string,
    wish: string,
  ): Promise<Changed> {
    switch (changed.kind) {
      case 'done':
        return foundAgain(manager, changed.id);
      case 'readmit':
        return this.readmit(manager, changed);
      case 'unknown':
        return { refused: unknownReservation(id) };
      case 'no_order':
        return { refused: orderMissing() };
      case 'other_order':
        return { refused: otherOrder(changed.claim) };
      case 'refused':
        return { refused: stateForbids(changed.claim, wish) };
    }
  }

  /** Its units are admitted anew, as a claim of its own: the expired one has ended and stays so. */
  private async readmit(
    manager: EntityManager,
    { claim }: Extract<ChangedClaim, { kind: 'readmit' }>,
  ): Promise<Changed> {
    const call = this.rules.readmission(claim);
    const [decided] = await makeClaims(manager, [call], this.rules.isAuthority);
    if (decided?.outcome.kind === 'admitted') return foundAgain(manager, call.id);
    if (!decided) throw new Error('a readmission was left undecided');
    const { title, detail } = refusedAnswer(decided.outcome);
    return {
      refused: new ProblemException(
        409,
        'expired',
        'Reservation expired',
        `Reservation ${claim.id} expired before it was committed, and could not be had again. ${title}: ${detail}`,
      ),
    };
  }
}

async function foundAgain(manager: EntityManager, id: string): Promise<Changed> {
  const found = await readClaim(manager, id);
  if (!found) throw new Error(`claim ${id} was changed and is not there`);
  return { found };
}
