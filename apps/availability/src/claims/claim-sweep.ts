import type { Policy } from '#config';
import { expireDueClaims, forgetRecords, giveUpUnmatched, resolveMatched } from '#storage';
import type { DataSource } from 'typeorm';
import { servePromises } from './serve-promises.js';

/** A channel that repeats a call later than this is taken for a new one. */
const REMEMBERED_DAYS = 7;

/**
 * Ends what is over: claims past their expiry, orders that the authority never showed, promises whose goods
 * have come, answers that are too old to be asked for. Every process may run it: each claim ends once,
 * whoever comes first.
 */
export class ClaimSweep {
  constructor(
    private readonly dataSource: DataSource,
    private readonly policy: Policy,
  ) {}

  /** @returns how many claims ended here */
  async sweep(): Promise<number> {
    const expired = await this.dataSource.transaction(expireDueClaims);
    const patience = Object.entries(this.policy.channels).map(([channel, { reservation }]) => [
      channel,
      reservation.unmatchedAfterSeconds,
    ]);
    const unmatched = await this.dataSource.transaction((manager) =>
      giveUpUnmatched(manager, Object.fromEntries(patience) as Record<string, number>),
    );
    await this.dataSource.transaction((manager) => servePromises(manager, this.policy));
    await resolveMatched(this.dataSource.manager);
    await forgetRecords(this.dataSource.manager, REMEMBERED_DAYS);
    return expired.length + unmatched.length;
  }
}
