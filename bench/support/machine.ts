import { cpus } from 'node:os';

/** The machine that was measured on, for a reader to judge the figures by. */
export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;

/** UTC, `2026-03-01` */
export const today = (): string => new Date().toISOString().slice(0, 10);
