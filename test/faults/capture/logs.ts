import type { Fault } from '../fault.js';

export const LOG_FAULTS: readonly Fault[] = [
  {
    name: 'the replication slot is dropped',
    told: ['slot_lost', 'source_unverified'],
    breakIt: async (scene) => {
      await scene.wms(
        `DO $$
         DECLARE slot record;
         BEGIN
           FOR slot IN SELECT slot_name FROM pg_replication_slots WHERE database = current_database()
           LOOP
             PERFORM pg_terminate_backend(active_pid) FROM pg_replication_slots
              WHERE slot_name = slot.slot_name AND active;
             FOR try IN 1..100 LOOP
               BEGIN
                 PERFORM pg_drop_replication_slot(slot.slot_name);
                 EXIT;
               EXCEPTION WHEN object_in_use THEN PERFORM pg_sleep(0.02);
               END;
             END LOOP;
           END LOOP;
         END $$`,
      );
      await scene.trade(30);
    },
  },
  {
    name: 'the binary log is purged before it was read',
    told: ['log_purged', 'source_unverified'],
    breakIt: async (scene) => {
      const { connect } = scene.stack;
      await connect.kill();
      await scene.trade(60);
      await scene.pos('FLUSH BINARY LOGS');
      await scene.trade(10);
      await scene.pos(`PURGE BINARY LOGS BEFORE '2037-12-31 00:00:00'`);
      await connect.start();
    },
  },
  {
    name: 'the binary log is reset',
    told: ['history_changed', 'source_unverified'],
    breakIt: async (scene) => {
      await scene.pos('RESET MASTER');
      await scene.trade(30);
    },
  },
  {
    name: 'a transaction of 100,000 rows',
    told: [],
    breakIt: async (scene) => {
      // 5,502 rows, each changed eighteen times and one more: the end differs from the start
      const changes = Array.from(
        { length: 19 },
        (_, at) =>
          `UPDATE ospos_item_quantities SET quantity = quantity ${at % 2 === 0 ? '+' : '-'} 1`,
      );
      await scene.pos(`START TRANSACTION; ${changes.join('; ')}; COMMIT`);
      await scene.trade(30);
    },
  },
];
