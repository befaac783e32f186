import { systemClock, type Clock, type Policy } from '#config';
import { ASSUMED_LAG, termsOfLocations, type Terms } from '#domain';
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { keepRules } from './keep-rules.js';
import { LagMeter } from './lag-meter.js';
import {
  plainTerms,
  type CurrentTerms,
  type StandingTerms,
  type TermsInForce,
} from './policy-terms.js';
import { readSilentPlaces } from './read-silent-places.js';
import { readSourceStates } from './read-source-states.js';
import { silentOthers } from './silent-channels.js';

/**
 * The terms of now. Every process reads them from the same tables and comes to the same; a partition has
 * one owner, so its numbers follow from one process's terms at a time.
 */
export class TermsKeeper implements TermsInForce {
  private standing: StandingTerms;
  private readonly lags: LagMeter;
  private measured: Terms['channels'] = {};
  private areRulesKept = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly policy: Policy,
    private readonly clock: Clock = systemClock,
  ) {
    this.standing = plainTerms(policy);
    this.lags = new LagMeter(policy);
  }

  current(): CurrentTerms {
    return { ...this.standing, now: this.clock() };
  }

  /** Looks at the sources and locations. @returns whether numbers may change by it */
  async refresh(): Promise<boolean> {
    const { manager } = this.dataSource;
    if (!this.areRulesKept) await keepRules(manager, this.policy);
    this.areRulesKept = true;
    const states = await readSourceStates(manager, this.policy);
    const silent = await readSilentPlaces(manager, this.policy);
    const content = {
      locations: termsOfLocations(this.policy.locations, states, silent),
      channels: await this.channelTerms(),
    };
    const version = versionOf(content, plainTerms(this.policy).terms);
    if (version === this.standing.terms.version) return false;
    if (version !== '') {
      await manager.query(
        `INSERT INTO availability_terms (version, content) VALUES ($1, $2)
         ON CONFLICT (version) DO NOTHING`,
        [version, JSON.stringify(content)],
      );
    }
    const policyVersion = [this.policy.policyVersion, version].filter(Boolean).join('+');
    this.standing = {
      policy: { ...this.policy, policyVersion },
      terms: { ...content, version },
    };
    return true;
  }

  private async channelTerms(): Promise<Terms['channels']> {
    const { manager } = this.dataSource;
    this.measured = await this.lags.read(manager, this.measured, this.clock());
    const silent = await silentOthers(manager, this.policy);
    const withOthers = [...silent].map(([channel, othersSeconds]) => {
      return [channel, { ...(this.measured[channel] ?? ASSUMED_LAG), othersSeconds }] as const;
    });
    return { ...this.measured, ...Object.fromEntries(withOthers) };
  }
}

/** Named by their content, so that the same terms have the same name whenever they come back. */
function versionOf(content: Omit<Terms, 'version'>, plain: Terms): string {
  const text = JSON.stringify(content);
  if (text === JSON.stringify({ locations: plain.locations, channels: plain.channels })) return '';
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
