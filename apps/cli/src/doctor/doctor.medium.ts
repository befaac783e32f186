import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { asMariadb, asPostgres } from '../../../../test/support/legacy-databases.js';
import {
  installWhole,
  type WholeInstallation,
} from '../../../../test/support/whole-installation.js';
import { examine } from './doctor.js';
import type { Finding } from '#connect';

const stack = inject('stack');
const tag = `doctor${process.pid}`;
let whole: WholeInstallation;

beforeAll(async () => {
  whole = await installWhole(stack, tag);
});

afterAll(() => whole.remove());

const failuresOf = (findings: readonly Finding[]) =>
  findings.filter(({ state: verdict }) => verdict === 'failed');

const failures = async (changed: Readonly<Record<string, string>> = {}) =>
  failuresOf(await examine({ ...whole.env, ...changed }));

/** A connector whose source is broken on purpose may stop: that is told in an area of its own. */
const failuresIn = async (area: string) =>
  (await failures()).filter((finding) => finding.area === area);

/** Breaks something for one test. */
async function meanwhile(
  breakIt: () => Promise<unknown>,
  mendIt: () => Promise<unknown>,
): Promise<void> {
  onTestFinished(async () => void (await mendIt()));
  await breakIt();
}

const onPos = (sql: string) => asMariadb(stack.mariadb, `USE ${whole.posDatabase}; ${sql}`);
const onWms = (sql: string) => asPostgres(stack.wmsPostgres, whole.wmsDatabase, sql);
const user = `capture_${tag}`;
const account = `'${user}'@'%'`;

describe('a sound installation', () => {
  it('passes every check, and no answer shows a secret', async () => {
    // The connectors need a moment for their slot and their first snapshot.
    await expect.poll(() => failures(), { timeout: 50_000, interval: 500 }).toEqual([]);
    const findings = await examine(whole.env);
    expect(findings.map(({ area }) => area)).toEqual(
      expect.arrayContaining([
        'source pos',
        'source wms',
        'kafka',
        'connect',
        'channel bazaar',
        'api',
      ]),
    );
    expect(JSON.stringify(findings)).not.toContain(whole.login.password);
  });
});

describe('a MariaDB source', () => {
  it('names the table that may not be read, with the GRANT', async () => {
    await meanwhile(
      () => onPos(`REVOKE SELECT ON ospos_inventory FROM ${account}`),
      () => onPos(`GRANT SELECT ON ospos_inventory TO ${account}`),
    );
    expect(await failuresIn('source pos')).toMatchObject([
      {
        area: 'source pos',
        check: 'grants',
        found: `${user} may not read: ospos_inventory`,
        mend: `GRANT SELECT ON \`${whole.posDatabase}\`.\`ospos_inventory\` TO ${account};`,
      },
    ]);
  });

  it('names the privilege that is missing for the binary log', async () => {
    await meanwhile(
      () => onPos(`REVOKE REPLICATION SLAVE ON *.* FROM ${account}`),
      () => onPos(`GRANT REPLICATION SLAVE ON *.* TO ${account}`),
    );
    expect(await failuresIn('source pos')).toMatchObject([
      {
        area: 'source pos',
        check: 'replication',
        mend: `GRANT REPLICATION SLAVE ON *.* TO ${account};`,
      },
    ]);
  });

  it('names a column that the application does not have', async () => {
    await meanwhile(
      () => onPos('ALTER TABLE ospos_items RENAME COLUMN item_number TO barcode'),
      () => onPos('ALTER TABLE ospos_items RENAME COLUMN barcode TO item_number'),
    );
    const [finding] = await failuresIn('source pos');
    expect(finding).toMatchObject({ area: 'source pos', check: 'tables' });
    expect(finding?.found).toContain("ospos_items: Unknown column 'item_number'");
  });

  it.each([
    ['heartbeat', 'UPDATE', 'GRANT SELECT, UPDATE ON'],
    ['signal', 'INSERT', 'GRANT SELECT, INSERT, DELETE ON'],
  ])('tries the table of the %s', async (table, right, mend) => {
    await meanwhile(
      () => onPos(`REVOKE ${right} ON shelfwire_${table} FROM ${account}`),
      () => onPos(`GRANT ${right} ON shelfwire_${table} TO ${account}`),
    );
    const [finding] = await failuresIn('source pos');
    expect(finding?.found).toContain(`${right} command denied`);
    expect(finding?.mend).toContain(mend);
  });
});

describe('a PostgreSQL source', () => {
  it('names the table that may not be read, with the GRANT', async () => {
    await meanwhile(
      () => onWms(`REVOKE SELECT ON stock_move FROM ${user}`),
      () => onWms(`GRANT SELECT ON stock_move TO ${user}`),
    );
    const [finding] = await failuresIn('source wms');
    expect(finding).toMatchObject({
      area: 'source wms',
      check: 'grants',
      found: `${user} may not read: stock_move`,
    });
    expect(finding?.mend).toContain(`GRANT SELECT ON public."stock_move" TO "${user}";`);
  });

  it('asks for REPLICATION', async () => {
    await meanwhile(
      () => onWms(`ALTER ROLE ${user} NOREPLICATION`),
      () => onWms(`ALTER ROLE ${user} REPLICATION`),
    );
    expect(await failuresIn('source wms')).toMatchObject([
      { check: 'replication', mend: `ALTER ROLE "${user}" REPLICATION;` },
    ]);
  });

  it.each([
    [
      'replica identity',
      'ALTER TABLE public."stock_quant" REPLICA IDENTITY FULL;',
      'ALTER TABLE stock_quant REPLICA IDENTITY DEFAULT',
    ],
    [
      'publication',
      'ALTER PUBLICATION "shelfwire" ADD TABLE public."stock_location";',
      'ALTER PUBLICATION shelfwire DROP TABLE stock_location',
    ],
    [
      'publication',
      'ALTER PUBLICATION "shelfwire" ADD TABLE public."shelfwire_signal";',
      'ALTER PUBLICATION shelfwire DROP TABLE shelfwire_signal',
    ],
  ])('asks for the %s, and its statement mends it', async (check, mend, wrong) => {
    await meanwhile(
      () => onWms(wrong),
      () => onWms(mend),
    );
    expect(await failuresIn('source wms')).toMatchObject([{ check, mend }]);
  });
});

describe('what cannot be reached or entered', () => {
  const stateUrl = () => whole.env['SHELFWIRE_DATABASE_URL'] ?? '';
  const cases: [string, () => Record<string, string>, Partial<Finding>][] = [
    [
      'a source that does not answer',
      () => ({ SHELFWIRE_POS_PORT: '1' }),
      {
        area: 'source pos',
        check: 'connection',
        found: 'MariaDB at 127.0.0.1:1 does not answer: ECONNREFUSED',
      },
    ],
    [
      'a wrong password at MariaDB',
      () => ({ SHELFWIRE_POS_PASSWORD: 'Wrong-word-1' }),
      {
        area: 'source pos',
        mend: 'correct user and password in sources.pos.database of the policy',
      },
    ],
    [
      'a wrong password at PostgreSQL',
      () => ({ SHELFWIRE_WMS_PASSWORD: 'Wrong-word-1' }),
      {
        area: 'source wms',
        mend: 'correct user and password in sources.wms.database of the policy',
      },
    ],
    [
      'a database that is not there',
      () => ({ SHELFWIRE_WMS_DATABASE: 'no_such_database' }),
      { area: 'source wms', expected: 'the database to exist' },
    ],
    [
      'a state database that refuses the password',
      () => ({ SHELFWIRE_DATABASE_URL: stateUrl().replace(/:[^:@/]+@/, ':Wrong-word-1@') }),
      { area: 'state database', mend: 'correct user and password in SHELFWIRE_DATABASE_URL' },
    ],
    [
      'a broker that does not answer',
      () => ({ SHELFWIRE_KAFKA_BROKERS: '127.0.0.1:1' }),
      { area: 'kafka', mend: 'start it, or correct SHELFWIRE_KAFKA_BROKERS' },
    ],
    [
      'a Connect worker that does not answer',
      () => ({ SHELFWIRE_CONNECT_URL: 'http://127.0.0.1:1' }),
      { area: 'connect', mend: 'start the worker, or correct SHELFWIRE_CONNECT_URL' },
    ],
    [
      'an API that does not answer',
      () => ({ SHELFWIRE_API_URL: 'http://127.0.0.1:1' }),
      { area: 'api', found: 'http://127.0.0.1:1 does not answer (ECONNREFUSED)' },
    ],
    [
      'a marketplace that refuses the token',
      () => ({ SHELFWIRE_SANDBOX_BAZAAR_TOKEN: 'Wrong-word-1' }),
      { area: 'channel bazaar', check: 'account' },
    ],
    [
      'topics that are not there',
      () => ({ SHELFWIRE_NAMESPACE: `${tag}-other.` }),
      { area: 'kafka', check: 'topics', mend: 'shelfwire apply' },
    ],
  ];

  it.each(cases)('tells %s', async (_name, changed, expected) => {
    const findings = await failures(changed());
    expect(findings).toContainEqual(expect.objectContaining(expected));
    expect(JSON.stringify(findings)).not.toContain('Wrong-word-1');
  });
});

it('tells what a failed connector said', async () => {
  await meanwhile(
    () => onWms('ALTER PUBLICATION shelfwire RENAME TO former'),
    () => onWms('ALTER PUBLICATION former RENAME TO shelfwire'),
  );
  const name = `${whole.namespace}cdc.wms`;
  const restart = `${stack.connectUrl}/connectors/${name}/restart?includeTasks=true`;
  await fetch(restart, { method: 'POST' });
  const connector = async () =>
    (await failures()).find(({ check }) => check === `connector ${name}`)?.found;
  await expect.poll(connector, { timeout: 30_000, interval: 500 }).toContain('task 0 FAILED:');
});
