import { PoisonMessageError } from '#contracts';
import { describe, expect, it } from 'vitest';
import { describePosition, nativePosition } from './native-position.js';

const sqlserver = (op: string, commit: unknown, change: unknown, serial: unknown) =>
  nativePosition(
    'sqlserver',
    op,
    { commit_lsn: commit, change_lsn: change, event_serial_no: serial },
    0,
  );

describe('nativePosition', () => {
  it('orders what SQL Server did: snapshot, commits, changes of a commit, events of a change', () => {
    const events = [
      // what the snapshot read, as of a commit, without a change of its own
      sqlserver('r', '0000002a:00000d98:00a2', null, null),
      sqlserver('c', '0000002a:00000d98:00a2', '0000002a:00000d98:0002', 1),
      // two updates of one row in one transaction
      sqlserver('u', '0000002a:00000db0:0009', '0000002a:00000db0:0002', 2),
      sqlserver('u', '0000002a:00000db0:0009', '0000002a:00000db0:0005', 2),
      // a changed key: the old row goes and the new one comes at one place
      sqlserver('d', '0000002a:00000e00:0004', '0000002a:00000e00:0002', 1),
      sqlserver('c', '0000002a:00000e00:0004', '0000002a:00000e00:0002', 2),
      // a transaction that began before another and was committed after it
      sqlserver('u', '0000002a:00000f00:0003', '0000002a:00000da0:0002', 2),
      // read anew, as of a later commit
      sqlserver('r', '0000002b:00000010:0001', null, null),
    ];
    const positions = events.map(({ position }) => position ?? '');

    expect(positions.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(positions);
    expect(new Set(positions).size).toBe(positions.length);
    expect(new Set(events.map(({ order }) => order))).toEqual(new Set(['position']));
  });

  it('takes a PostgreSQL snapshot read as it arrives, and a streamed change by its place', () => {
    expect(nativePosition('postgresql', 'r', { lsn: 5 }, 0)).toEqual({
      position: '00000000000000000005',
      order: 'arrival',
    });
    expect(nativePosition('postgresql', 'u', { lsn: 5 }, 0).order).toBe('position');
  });

  it.each([
    ['sqlserver', { commit_lsn: null, change_lsn: null }],
    ['sqlserver', { commit_lsn: '0000002a:00000d98:00a2', event_serial_no: 'two' }],
    ['postgresql', { lsn: null }],
    ['mariadb', { file: 'binlog', pos: 4 }],
  ] as const)('finds no place in what %s says: %o', (engine, source) => {
    expect(() => nativePosition(engine, 'u', source, 1)).toThrow(PoisonMessageError);
  });

  it('describes places for people', () => {
    const { position } = sqlserver('r', '0000002a:00000d98:00a2', null, null);
    expect(describePosition('sqlserver', position)).toBe('LSN 0000002a:00000d98:00a2');
    expect(describePosition('postgresql', '00000000000053250208')).toBe('LSN 0/32C88A0');
    expect(describePosition('mariadb', '0000000002.00000000000000001182.0000000003')).toBe(
      'binlog 000002:1182 change 3',
    );
  });
});
