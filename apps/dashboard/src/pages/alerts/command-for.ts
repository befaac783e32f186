type ToCommand = (subject: string) => string;

const DOCTOR: ToCommand = () => 'npx shelfwire doctor';

/** The command that begins the cure; kinds that are not here have none. */
const COMMANDS: Readonly<Record<string, ToCommand>> = {
  source_stale: DOCTOR,
  source_unverified: (source) => `npx shelfwire resnapshot ${source} --reason "…"`,
  source_at_risk: DOCTOR,
  connector_down: DOCTOR,
  levels_different: (source) => `npx shelfwire reconcile ${source}`,
  parked_growing: () => 'npx shelfwire dlq ls',
  zeros_held: (channel) => `npx shelfwire channels confirm ${channel}`,
  channel_paused: (channel) => `npx shelfwire channels resume ${channel}`,
  listings_drifted: (channel) => `npx shelfwire channels drift ${channel}`,
  notification_failing: (receiver) => `npx shelfwire notify test ${receiver}`,
};

export const commandFor = (kind: string, subject: string): string | null =>
  Object.hasOwn(COMMANDS, kind) ? (COMMANDS[kind]?.(subject) ?? null) : null;
