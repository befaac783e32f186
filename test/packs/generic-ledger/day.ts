import type { Connection } from 'mysql2/promise';
import type { PackCase } from '../pack-case.js';

const at = (time: string): string => `'2026-07-01 ${time}'`;

async function trade(db: Connection): Promise<void> {
  const write = (columns: string, ...rows: readonly string[]) =>
    db.query(`INSERT INTO movements (article_id, depot_id, moved_at, ${columns})
      VALUES ${rows.map((row) => `(${row})`).join(', ')}`);
  // a sale of several lines, one of them a case of twelve and one a fee; then it is voided in part
  await write(
    'type, units, pack_size, document',
    `1, 1, ${at('09:00')}, 'SALE', 3, 1, 'S-1'`,
    `2, 1, ${at('09:00')}, 'SALE', 1, 12, 'S-1'`,
    `9, 1, ${at('09:00')}, 'SALE', 1, 1, 'S-1'`,
  );
  await write('type, units, document', `1, 1, ${at('09:10')}, 'VOID', 1, 'S-1'`);
  await write(
    'type, units, document, note',
    `1, 1, ${at('10:00')}, 'RETURN', 2, 'R-1', ''`,
    `1, 1, ${at('10:00')}, 'RETURN', 1, 'R-1', 'arrived BROKEN'`,
  );
  await write('type, units, pack_size', `2, 1, ${at('11:00')}, 'RECEIPT', 2, 12`);
  await write('type, units, to_depot_id', `2, 1, ${at('11:30')}, 'TRANSFER', 5, 2`);
  await write(
    'type, units',
    `1, 1, ${at('12:00')}, 'DAMAGE', 1`,
    `1, 2, ${at('12:00')}, 'SHRINK', 1`,
  );
  // planned, and posted later; entered wrongly, and amended; entered twice, and deleted
  await write('type, units, status', `1, 2, ${at('13:00')}, 'RECEIPT', 8, 'PLANNED'`);
  await db.query(`UPDATE movements SET status = 'POSTED' WHERE status = 'PLANNED'`);
  await write('type, units, note', `2, 2, ${at('13:30')}, 'RECEIPT', 70, 'amended'`);
  await db.query(`UPDATE movements SET units = 7 WHERE note = 'amended'`);
  await write('type, units, note', `2, 2, ${at('13:30')}, 'RECEIPT', 7, 'twice'`);
  await db.query(`DELETE FROM movements WHERE note = 'twice'`);
  // a count, and what moved after it
  await write('type, units', `1, 1, ${at('18:00')}, 'COUNT', 40`);
  await write('type, units, document', `1, 1, ${at('18:30')}, 'SALE', 50, 'S-2'`);
}

export const genericLedger: PackCase = {
  pack: 'generic-ledger',
  locations: ['Centre', 'Branch'],
  opening: `
    INSERT INTO articles (id, code, kind) VALUES (1, 'TEA', 'GOODS'), (2, 'MUG', 'GOODS'), (9, 'FEE', 'FEE');
    INSERT INTO depots (id, name) VALUES (1, 'Centre'), (2, 'Branch');
    INSERT INTO movements (article_id, depot_id, type, units, pack_size, moved_at) VALUES
      (1, 1, 'RECEIPT', 50, 1, '2026-06-01 08:00'), (1, 2, 'RECEIPT', 9, 1, '2026-06-01 08:00'),
      (2, 1, 'RECEIPT', 3, 12, '2026-06-01 08:00'), (1, 1, 'SALE', 4, 1, '2026-06-02 12:00');`,
  trade,
};
