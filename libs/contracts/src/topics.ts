/** Shelfwire's own topics. A namespace (empty in production) lets several installations share a broker. */
export interface Topics {
  readonly stockEvents: string;
  readonly claims: string;
  readonly availability: string;
  readonly publications: string;
  readonly ledgerHeads: string;
}

export const topicsOf = (namespace = ''): Topics => ({
  stockEvents: `${namespace}stock.events.v1`,
  claims: `${namespace}claims.v1`,
  availability: `${namespace}availability.v1`,
  publications: `${namespace}publications.v1`,
  ledgerHeads: `${namespace}ledger.heads.v1`,
});

/** Debezium's `topic.prefix` of a source; its tables' topics are `<prefix>.<database or schema>.<table>`. */
export const cdcPrefix = (source: string, namespace = ''): string => `${namespace}cdc.${source}`;

/** Where a source's connector is told to read rows once more: keyed by its prefix, one partition. */
export const signalTopic = (source: string, namespace = ''): string =>
  `${cdcPrefix(source, namespace)}.signals`;

/** Where a source's connector tells how far such a reading is. */
export const notificationTopic = (source: string, namespace = ''): string =>
  `${cdcPrefix(source, namespace)}.notifications`;

/** Where a connector keeps the shapes that its tables had: without it, it cannot read the log again. */
export const schemaHistoryTopic = (source: string, namespace = ''): string =>
  `${cdcPrefix(source, namespace)}.schema-history`;

/** What the topics of each source's tables begin with. */
export const cdcPrefixes = (
  sources: readonly string[],
  namespace: string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(sources.map((source) => [source, `${cdcPrefix(source, namespace)}.`]));
