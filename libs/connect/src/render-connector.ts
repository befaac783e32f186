import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { ConfigError, suggest, type SourcePolicy } from '#config';
import { cdcPrefix } from '#contracts';
import type { Pack } from '#mapping';
import { z } from 'zod';
import type { ConnectorConfig } from './connect-client.js';

export interface RenderedConnector {
  readonly name: string;
  readonly config: ConnectorConfig;
}

export interface ConnectorSource {
  readonly id: string;
  readonly pack: Pack;
  readonly policy: SourcePolicy;
  readonly namespace: string;
  readonly kafkaBrokers: readonly string[];
}

const templateSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;

/**
 * Fills a pack's `connector.json`. User and password become references that the worker resolves from
 * its own secrets file: no answer of Kafka Connect shows them.
 *
 * @throws ConfigError for a template that cannot be read or names an unknown placeholder
 */
export function renderConnector(source: ConnectorSource): RenderedConnector {
  const file = join(source.pack.folder, 'connector.json');
  const values = valuesOf(source);
  const config = Object.entries(readTemplate(file)).map(([setting, template]) => [
    setting,
    fill(file, setting, String(template), values),
  ]);
  return {
    name: cdcPrefix(source.id, source.namespace),
    config: Object.fromEntries(config) as ConnectorConfig,
  };
}

function valuesOf({
  id,
  policy,
  namespace,
  kafkaBrokers,
}: ConnectorSource): Record<string, string> {
  const { capture, database } = policy;
  const slug = `${namespace}${id}`.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  return {
    source: id,
    namespace,
    prefix: cdcPrefix(id, namespace),
    host: capture.host ?? database.host,
    port: String(capture.port ?? database.port),
    database: database.name,
    user: `\${file:${capture.secrets}:user}`,
    password: `\${file:${capture.secrets}:password}`,
    bootstrap: kafkaBrokers.join(','),
    slot: `shelfwire_${slug}`.slice(0, 63),
    publication: 'shelfwire',
    serverId: String(serverIdOf(slug)),
  };
}

/** A replica's id must differ from every other one's at the same server; 32 bits, stable per source. */
const serverIdOf = (slug: string): number =>
  1_000_000 + (createHash('sha256').update(slug).digest().readUInt32BE(0) % 2_000_000_000);

function readTemplate(file: string): Record<string, string | number | boolean> {
  const fault = (found: string, expected: string) =>
    new ConfigError([{ file, line: null, column: null, path: '', found, expected, hint: null }]);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw fault(cause instanceof Error ? cause.message : String(cause), 'a readable JSON file');
  }
  const parsed = templateSchema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw fault(z.prettifyError(parsed.error), 'settings of the connector: name → text or number');
}

function fill(
  file: string,
  setting: string,
  template: string,
  values: Readonly<Record<string, string>>,
): string {
  return template.replace(PLACEHOLDER, (placeholder, name: string) => {
    const value = values[name];
    if (value !== undefined) return value;
    throw new ConfigError([
      {
        file,
        line: null,
        column: null,
        path: setting,
        found: placeholder,
        expected: 'a known placeholder',
        hint: suggest(name, Object.keys(values)),
      },
    ]);
  });
}
