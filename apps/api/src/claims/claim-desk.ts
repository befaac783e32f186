import { Gathering } from '#messaging';
import { Metrics } from '#observability';
import {
  closeRecords,
  makeClaims,
  openRecords,
  readClaims,
  readRecords,
  type CallKey,
  type Claim,
  type ClaimCall,
  type DecidedCall,
  type StoredAnswer,
} from '#storage';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { PROBLEM_TYPE, type Answer } from '../http/problem.js';
import { keyReused, refusedAnswer } from './claim-problems.js';
import { ClaimRules } from './claim-rules.js';
import { madeReservationSchema } from './claim.schema.js';
import { toReservation, toShort } from './to-reservation.js';

/** A call that waits for its decision, and what came of it. */
interface Asked {
  readonly call: ClaimCall;
  readonly key: CallKey;
  /** the path that the answer is about, for a problem */
  readonly path: string;
  outcome?: { readonly answer: StoredAnswer } | { readonly failure: unknown };
}

/**
 * Makes claims. Calls that come while others are decided are decided together, in one transaction: a
 * crowd on one item costs its row one lock for all of them, not one for each. A repeated call gets the
 * answer of the first one, byte for byte.
 */
@Injectable()
export class ClaimDesk {
  private readonly gathering = new Gathering<Asked>((group) => this.handle(group));

  constructor(
    private readonly dataSource: DataSource,
    private readonly rules: ClaimRules,
    private readonly metrics: Metrics,
  ) {}

  /** @throws ProblemException when the key was used for another request */
  async make(call: ClaimCall, key: CallKey, path: string): Promise<StoredAnswer> {
    const asked: Asked = { call, key, path };
    await this.gathering.add(asked);
    const { outcome } = asked;
    if (!outcome) throw new Error('a call was left undecided');
    if ('failure' in outcome) throw outcome.failure;
    return outcome.answer;
  }

  /** What fails together is tried once more by itself, so that no call suffers for another one. */
  private async handle(group: readonly Asked[]): Promise<void> {
    const outcomes = await this.decide(group).catch(() => undefined);
    for (const [index, asked] of group.entries()) {
      asked.outcome = outcomes?.[index] ?? (await this.decideAlone(asked));
    }
  }

  private async decideAlone(asked: Asked): Promise<NonNullable<Asked['outcome']>> {
    try {
      const [outcome] = await this.decide([asked]);
      return outcome ?? { failure: new Error('a call was left undecided') };
    } catch (failure) {
      return { failure };
    }
  }

  /** A refusal counts once it is stored, and once however often the call comes again. */
  private async decide(group: readonly Asked[]): Promise<readonly NonNullable<Asked['outcome']>[]> {
    const { decided, records } = await this.dataSource.transaction(async (manager) => {
      const keys = group.map(({ key }) => key);
      const opened = await openRecords(manager, keys);
      const fresh = group.filter((_, index) => opened.has(index));
      return {
        decided: await this.decideFresh(manager, fresh),
        records: await readRecords(manager, keys),
      };
    });
    for (const { call, outcome } of decided) {
      if (outcome.kind === 'short') this.metrics.countConflict(call.channel);
    }
    return records.map((record) =>
      record.kind === 'reused' ? { failure: keyReused() } : { answer: record.answer },
    );
  }

  private async decideFresh(
    manager: EntityManager,
    fresh: readonly Asked[],
  ): Promise<readonly DecidedCall[]> {
    if (fresh.length === 0) return [];
    const calls = fresh.map(({ call }) => call);
    const decided = await makeClaims(manager, calls, this.rules.isAuthority);
    const made = decided.filter(({ outcome }) => outcome.kind === 'admitted');
    const claims = await readClaims(
      manager,
      made.map(({ call }) => call.id),
    );
    const answers = decided.map((one, index) => ({
      ...answerTo(one, claims, fresh[index]?.path ?? ''),
      ...(fresh[index]?.key ?? { scope: '', key: '', requestHash: '' }),
    }));
    await closeRecords(manager, answers);
    return decided;
  }
}

function answerTo(
  { call, outcome, now }: DecidedCall,
  claims: ReadonlyMap<string, Claim>,
  path: string,
): StoredAnswer {
  if (outcome.kind !== 'admitted') return problemAnswer(refusedAnswer(outcome), path);
  const claim = claims.get(call.id);
  if (!claim) throw new Error(`claim ${call.id} was admitted and is not there`);
  const made = { ...toReservation(claim, now), short: toShort(outcome.short) };
  const body = JSON.stringify(madeReservationSchema.parse(made));
  return { status: 201, mediaType: 'application/json', body };
}

const problemAnswer = (answer: Answer, path: string): StoredAnswer => ({
  status: answer.status,
  mediaType: PROBLEM_TYPE,
  body: JSON.stringify({ ...answer, instance: path }),
});
