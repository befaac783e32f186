import { loadPack, type Pack } from '#mapping';
import { expect, it } from 'vitest';
import { renderGrants } from './render-grants.js';

const pos = loadPack('connectors/opensourcepos');
const login = { user: "o'neill", password: String.raw`a'b\c`, database: 'till' };
const grants = (engine: Pack['engine']) => renderGrants({ ...pos, engine }, login);

it.each([
  ['mariadb', String.raw`CREATE USER IF NOT EXISTS 'o\'neill'@'%' IDENTIFIED BY 'a\'b\\c';`],
  ['mysql', 'GRANT REPLICATION SLAVE, REPLICATION CLIENT ON *.*'],
  ['postgresql', String.raw`ALTER ROLE "o'neill" LOGIN REPLICATION PASSWORD  E'a''b\\c';`],
  ['sqlserver', String.raw`CREATE LOGIN [o'neill] WITH PASSWORD = N'a''b\c';`],
] as const)('quotes names and texts as %s does', (engine, statement) => {
  expect(grants(engine)).toContain(statement);
});

it.each(['mariadb', 'mysql', 'postgresql', 'sqlserver'] as const)(
  'lets the login read every captured table of the pack on %s, and write nothing but our own tables',
  (engine) => {
    const sql = grants(engine);
    for (const table of pos.tables.keys()) expect(sql).toContain(table);
    const writes = sql.match(/GRANT [^;]*\b(?:UPDATE|INSERT|DELETE|ALL)\b[^;]*;/g) ?? [];
    expect(writes).toHaveLength(2);
    for (const write of writes) expect(write).toMatch(/shelfwire_(heartbeat|signal)/);
  },
);
