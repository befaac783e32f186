import { createHash } from 'node:crypto';
import { canonical, isSecretKey, packFolder, type Policy } from '#config';
import { loadPack, type PackFile } from '#mapping';
import { HIDDEN, isSecret } from './hide-secrets.js';

/** What a policy and its packs say, without secrets: what is kept of it, and compared with. */
export interface AppliedContent {
  readonly policy: KeptPolicy;
  /** the pack of each source, by the id of the source */
  readonly packs: Readonly<Record<string, PackFile>>;
}

type Fields = Readonly<Record<string, unknown>>;

/** The policy file with its defaults; another release may have written other fields. */
export interface KeptPolicy {
  readonly sources: Readonly<Record<string, Fields>>;
  readonly locations: Readonly<Record<string, Fields>>;
  readonly channels: Readonly<Record<string, Fields>>;
  readonly [rest: string]: unknown;
}

export function contentOf(policy: Policy, configFile: string): AppliedContent {
  const packs = Object.entries(policy.sources).map(([id, { pack }]) => {
    const { file } = loadPack(packFolder(pack, configFile));
    return [id, { ...file, connector: shownSettings(file.connector) }] as const;
  });
  // as the database gives it back: fields without a value are no fields
  return JSON.parse(
    JSON.stringify({ policy: withoutSecrets(policy), packs: Object.fromEntries(packs) }),
  ) as AppliedContent;
}

/** 12 hex digits; whatever differs in policy or packs makes another one, secrets aside. */
export const versionOf = (content: AppliedContent): string =>
  createHash('sha256').update(canonical(content)).digest('hex').slice(0, 12);

const withoutSecrets = (policy: Policy): object => ({
  ...policy,
  policyVersion: undefined,
  sources: mapValues(policy.sources, ({ database, ...source }) => ({
    ...source,
    database: { ...database, password: undefined },
  })),
  ...notificationsOf(policy),
  channels: mapValues(policy.channels, ({ endpoint, ...channel }) => ({
    ...channel,
    endpoint: {
      ...openly(endpoint),
      ...('url' in endpoint && endpoint.url && { url: withoutLogin(endpoint.url) }),
    },
  })),
});

/** Absent where the policy tells nobody, as before there were notifications. */
const notificationsOf = ({ notifications }: Policy): object =>
  notifications === undefined
    ? {}
    : {
        notifications: {
          ...notifications,
          receivers: mapValues(notifications.receivers, openly),
        },
      };

const openly = (endpoint: object): object =>
  Object.fromEntries(Object.entries(endpoint).filter(([key]) => !isSecretKey(key)));

const shownSettings = (settings: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, isSecret(name, value) ? HIDDEN : value]),
  );

function withoutLogin(text: string): string {
  const url = new URL(text);
  url.username = '';
  url.password = '';
  return url.href;
}

const mapValues = <T>(record: Record<string, T>, map: (value: T) => object): object =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
