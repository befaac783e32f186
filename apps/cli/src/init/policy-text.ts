import { parseDocument } from 'yaml';

export interface NewSource {
  readonly id: string;
  readonly timeZone: string;
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  /** the variable that holds the password */
  readonly passwordVariable: string;
  /** the Connect worker's file with user and password */
  readonly secrets: string;
  /** what the source calls its places */
  readonly places: readonly string[];
}

/** A place by whose name one may guess that it is no store. */
const WAREHOUSE = /warehouse|depot|lager|central|\bdc\b|^wh\b|fulfil/i;

/**
 * The policy with the source in it, and a location for each of its places; comments and order of what was
 * there stay.
 *
 * @param text the policy as it is; empty: there is none yet
 * @returns undefined when the policy names the source already
 */
export function withSource(text: string, source: NewSource): string | undefined {
  const policy = parseDocument(text === '' ? 'version: 1\n' : text);
  if (policy.hasIn(['sources', source.id])) return undefined;
  policy.setIn(['sources', source.id], policy.createNode(sourcePart(source)));
  for (const name of source.places) {
    const id = freeId(slug(name), source.id, (each) => policy.hasIn(['locations', each]));
    const kind = WAREHOUSE.test(name) ? 'warehouse' : 'store';
    const location = policy.createNode({ source: source.id, name, kind }, { flow: true });
    policy.setIn(['locations', id], location);
  }
  return policy.toString({ lineWidth: 100 });
}

const sourcePart = (source: NewSource) => ({
  pack: source.id,
  timeZone: source.timeZone,
  database: {
    host: source.host,
    port: source.port,
    name: source.database,
    user: source.user,
    password: `\${env:${source.passwordVariable}}`,
  },
  capture: { secrets: source.secrets },
});

const slug = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'place';

function freeId(id: string, source: string, isTaken: (id: string) => boolean): string {
  if (!isTaken(id)) return id;
  for (let number = 1; ; number += 1) {
    const next = number === 1 ? `${source}-${id}` : `${source}-${id}-${number}`;
    if (!isTaken(next)) return next;
  }
}
