const TRAILING_ZEROS = /(\.\d*?)0+$/;

/** `2026-03-01 10:00:00.25` as Debezium writes a time without a zone: as if it were UTC. */
export const isoDateTime = (text: string): string =>
  `${text.replace(' ', 'T').replace(TRAILING_ZEROS, '$1').replace(/\.$/, '')}Z`;

/** `2026-03-01` as Debezium writes a day. */
export const isoDate = (text: string): string => `${text}Z`;
