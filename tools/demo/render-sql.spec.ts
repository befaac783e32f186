import { describe, expect, it } from 'vitest';
import { renderSql } from './render-sql.js';

const GRANTS = new URL('../../connectors/opensourcepos/grants.sql', import.meta.url);
const values = { user: 'shelfwire', password: 'x-1', database: 'ospos' };

describe('renderSql', () => {
  it('fills every placeholder', () => {
    const sql = renderSql(GRANTS, values);

    expect(sql).toContain("GRANT SELECT ON `ospos`.ospos_items TO 'shelfwire'@'%'");
    expect(sql).not.toContain('{{');
  });

  it('refuses a value that would end its quotes', () => {
    expect(() => renderSql(GRANTS, { ...values, password: "x'; DROP" })).toThrow(RangeError);
  });

  it('names a placeholder without value', () => {
    expect(() => renderSql(GRANTS, { user: 'a', password: 'b' })).toThrow('{{database}}');
  });
});
