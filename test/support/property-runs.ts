/** How often a property is tried: a thousand times, or as often as `npm run test:long` asks for. */
export const RUNS = Number(process.env['SHELFWIRE_PROPERTY_RUNS'] ?? 1_000);

/** For a property's test, milliseconds: a busy machine takes its time. */
export const PATIENCE_MS = 60_000 * Math.max(1, RUNS / 1_000);
