/** A timestamp column as UTC ISO 8601 with milliseconds, which sorts as a text. */
export const utcText = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
