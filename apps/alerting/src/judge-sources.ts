import { sourceSilence, type SourceSilence } from '#domain';
import type { SourceSigns } from '#storage';
import type { Findings } from './finding.js';
import type { TroubledConnector } from './judge-capture.js';

export interface JudgedSource extends SourceSilence {
  readonly source: string;
  readonly staleAfterSeconds: number;
}

/** Every source of the policy against its newest heartbeat (promise I9). */
export const judgeSources = (
  sources: Readonly<Record<string, { readonly staleAfterSeconds: number }>>,
  signs: readonly SourceSigns[],
  listeningSince: Date,
  now: Date,
): JudgedSource[] =>
  Object.entries(sources).map(([source, { staleAfterSeconds }]) => {
    const { seenAt = null, arrivedAt = null } = signs.find((of) => of.source === source) ?? {};
    const heard = { heardAt: seenAt, arrivedAt, listeningSince };
    const silence = sourceSilence({ ...heard, staleAfterSeconds }, now);
    return { source, staleAfterSeconds, ...silence };
  });

/**
 * A silent source is critical: what its locations show is of then, not of now. It tells why, if its connector
 * does. One that was never heard
 * and is not overdue is undecided: a restart of ours ends no alert.
 */
export const sourceFindings = (
  sources: readonly JudgedSource[],
  troubles: readonly TroubledConnector[],
): Findings => ({
  raised: sources
    .filter(({ state }) => state === 'stale')
    .map(({ source, since, staleAfterSeconds }) => ({
      kind: 'source_stale',
      subject: source,
      source,
      severity: 'critical',
      summary: `no heartbeat from ${source} since ${since.toISOString()}; one is due within ${staleAfterSeconds} s${causeOf(source, troubles)}`,
      since,
    })),
  undecided: sources
    .filter(({ state }) => state === 'awaited')
    .map(({ source }) => ({ kind: 'source_stale', subject: source })),
});

function causeOf(source: string, troubles: readonly TroubledConnector[]): string {
  const trouble = troubles.find((one) => one.source === source);
  return trouble ? `; its connector: ${trouble.cause}, see docs/runbook.md#${trouble.cause}` : '';
}
