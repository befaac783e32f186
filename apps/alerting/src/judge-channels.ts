import type { Finding } from './finding.js';

/** Zeros that wait for somebody's word. */
export interface HeldZeros {
  readonly channel: string;
  readonly held: number;
  readonly showing: number;
  readonly cause: string;
  readonly since: Date;
}

/** Until somebody decides, customers may buy what is not there, or a shop is saved from being emptied. */
export const heldZerosFindings = (holds: readonly HeldZeros[]): Finding[] =>
  holds.map(({ channel, held, showing, cause, since }) => ({
    kind: 'zeros_held',
    subject: channel,
    channel,
    severity: 'critical',
    summary: `${held} of ${showing} listings of ${channel} would go to zero, and are held: ${cause}. If that is true, shelfwire channels confirm ${channel}`,
    since,
  }));

export interface PausedChannel {
  readonly channel: string;
  readonly because: string;
  readonly since: Date;
}

/** Somebody did that on purpose, and may have forgotten it. */
export const pausedFindings = (paused: readonly PausedChannel[]): Finding[] =>
  paused.map(({ channel, because, since }) => ({
    kind: 'channel_paused',
    subject: channel,
    channel,
    severity: 'warning',
    summary: `nothing is sent to ${channel}: ${because}. shelfwire channels resume ${channel}`,
    since,
  }));

/** Listings of one channel that showed another number than the acknowledged one. */
export interface Drifted {
  readonly channel: string;
  readonly count: number;
  readonly since: Date;
}

/** They are put right by themselves; that somebody or something changes them does not end by that. */
export const driftFindings = (drifted: readonly Drifted[]): Finding[] =>
  drifted.map(({ channel, count, since }) => ({
    kind: 'listings_drifted',
    subject: channel,
    channel,
    severity: 'warning',
    summary: `${count} listings of ${channel} showed another number than the one that it had acknowledged; see shelfwire channels drift ${channel}`,
    since,
  }));
