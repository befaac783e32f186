import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../fault.js';
import type { Scene } from '../scene.js';

/** A statement about a table while the shop trades. */
const midStream = (sql: string) => async (scene: Scene) => {
  const trading = scene.trade(60);
  await sleep(300);
  await scene.pos(sql);
  await trading;
};

const readAnew = (scene: Scene) =>
  scene.shelfwireCommand('resnapshot', 'pos', '--reason', 'the column is back');

export const STATEMENT_FAULTS: readonly Fault[] = [
  {
    name: 'a column is added',
    told: [],
    breakIt: midStream('ALTER TABLE ospos_item_quantities ADD COLUMN shelf varchar(20) NULL'),
  },
  {
    name: 'a column that is not mapped is dropped',
    told: [],
    breakIt: midStream('ALTER TABLE ospos_item_quantities DROP COLUMN shelf'),
  },
  {
    name: 'a mapped column is widened',
    told: [],
    breakIt: midStream(
      'ALTER TABLE ospos_item_quantities MODIFY quantity decimal(20,4) NOT NULL DEFAULT 0',
    ),
  },
  {
    name: 'the primary key is changed',
    told: [],
    breakIt: midStream(
      'ALTER TABLE ospos_item_quantities DROP PRIMARY KEY, ADD PRIMARY KEY (location_id, item_id)',
    ),
  },
  {
    name: 'a mapped column is renamed',
    told: ['source_unverified'],
    breakIt: async (scene) => {
      await scene.pos(
        `ALTER TABLE ospos_items RENAME COLUMN item_number TO barcode;
         UPDATE ospos_items SET name = CONCAT(name, ' ') LIMIT 3`,
      );
    },
    mend: {
      by: 'it is renamed back, and read anew',
      run: async (scene) => {
        await scene.pos('ALTER TABLE ospos_items RENAME COLUMN barcode TO item_number');
        await readAnew(scene);
      },
    },
  },
  {
    name: 'a mapped column is dropped',
    told: ['source_unverified'],
    breakIt: async (scene) => {
      await scene.pos(
        `CREATE TABLE kept AS SELECT trans_id, trans_inventory FROM ospos_inventory;
         ALTER TABLE ospos_inventory DROP COLUMN trans_inventory;
         UPDATE ospos_inventory SET trans_comment = CONCAT(trans_comment, ' ') LIMIT 3`,
      );
    },
    mend: {
      by: 'it is put back, and read anew',
      run: async (scene) => {
        await scene.pos(
          `ALTER TABLE ospos_inventory ADD COLUMN trans_inventory decimal(15,3) NOT NULL DEFAULT 0;
           UPDATE ospos_inventory JOIN kept USING (trans_id)
           SET ospos_inventory.trans_inventory = kept.trans_inventory;
           DROP TABLE kept`,
        );
        await readAnew(scene);
      },
    },
  },
];
