import type { PublicationV1 } from '#contracts';
import { setTimeout as pause } from 'node:timers/promises';
import { LeaseLostError } from '../lease/lease.js';
import type { Sent } from '../listings/listing.js';
import { settle, type Settlement } from '../storage/publication.repository.js';
import { Backoff } from './backoff.js';
import type { Desk } from './desk.js';

/** A clear answer to what was sent. */
export interface Answer {
  readonly sent: Sent;
  /** `confirmed`: by a read-back */
  readonly outcome: PublicationV1['outcome'];
  readonly rejected: Settlement['rejected'];
}

/**
 * Makes answers last: on Kafka, then in the database. In this order an announcement is at worst
 * repeated, for what the database does not know is read back and told again (I1). An answer that is
 * known already is not asked for again, however long that takes.
 *
 * @throws LeaseLostError, or the last failure once the process is stopping
 */
export async function recordAnswers(
  desk: Desk,
  answers: readonly Answer[],
  signal: AbortSignal,
): Promise<void> {
  if (answers.length === 0) return;
  const { channel, clock, dataSource, lease, listings, log, telemetry } = desk;
  const answeredAt = clock();
  const publications = toPublications(channel, answers, answeredAt);
  const settlements = answers.map(({ sent, outcome, rejected }) => ({
    desired: sent,
    step: outcome,
    rejected,
  }));
  telemetry.answered(publications);
  await untilDone(desk, signal, async () => {
    await log.append(publications);
    await settle(dataSource, lease, settlements, answeredAt);
  });
  for (const { sent, rejected } of answers) {
    if (rejected) listings.reject(sent);
    else listings.accept(sent);
    const landsUntilMs = listings.olderLandsUntil(sent.sku);
    if (!rejected && landsUntilMs > desk.now()) desk.pending.lookOnceAt(landsUntilMs, sent);
  }
}

async function untilDone(
  { channel, telemetry }: Desk,
  signal: AbortSignal,
  attempt: () => Promise<void>,
): Promise<void> {
  const backoff = new Backoff();
  for (;;) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (error instanceof LeaseLostError || signal.aborted) throw error;
      telemetry.trouble(channel, 'failed', `answers could not be recorded: ${String(error)}`);
      await pause(backoff.fail(), undefined, { signal }).catch(() => undefined);
    }
  }
}

function toPublications(channel: string, answers: readonly Answer[], now: Date): PublicationV1[] {
  const answeredAt = now.toISOString();
  return answers.map(({ sent, outcome, rejected }) => ({
    channel,
    sku: sent.sku,
    version: sent.version,
    quantity: sent.quantity,
    outcome,
    reason: rejected && (rejected.reason ?? rejected.code),
    recordedAt: sent.recordedAt,
    sentAt: sent.sentAt,
    answeredAt,
  }));
}
