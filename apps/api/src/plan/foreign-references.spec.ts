import { expect, it } from 'vitest';
import { foreignReferences } from './foreign-references.js';

const OWN = `sources:
  pos:
    pack: ../packs/till
    database:
      password: \${env:POS_PASSWORD}
`;

it('lets pass what the own file has, and packs by their names', () => {
  expect(foreignReferences(OWN, OWN)).toEqual([]);
  expect(foreignReferences('sources:\n  wms:\n    pack: "odoo" # theirs\n', OWN)).toEqual([]);
});

it.each([
  ['name: ${env:HOME}\n', '${env:HOME}', 1, 7],
  ['a: 1\nname: ${file:/etc/passwd}\n', '${file:/etc/passwd}', 2, 7],
  ['a: ${secret:other}\n', '${secret:other}', 1, 4],
  ['  pack: /etc/other\n', '/etc/other', 1, 9],
  ['  pack: ../packs/other\n', '../packs/other', 1, 9],
])('names what only the text has: %j', (text, found, line, column) => {
  expect(foreignReferences(text, OWN)).toMatchObject([{ found, line, column }]);
});
