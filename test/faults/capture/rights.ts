import type { Fault } from '../fault.js';
import type { Scene } from '../scene.js';

/** Ends the sessions of a login, so that it has to enter again. */
const endSessions = {
  pos: async (scene: Scene, user: string) => {
    await scene.pos(`KILL USER '${user}'`);
  },
  wms: async (scene: Scene, user: string) => {
    await scene.wms(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${user}'`,
    );
  },
};

export const RIGHTS_FAULTS: readonly Fault[] = [
  {
    name: 'the password is changed at MariaDB',
    told: ['login_refused'],
    breakIt: async (scene) => {
      const { user } = scene.demo.pos.capture;
      await scene.pos(`ALTER USER '${user}'@'%' IDENTIFIED BY 'another-word'`);
      await endSessions.pos(scene, user);
      await scene.trade(30);
    },
    mend: {
      by: 'the password is put back',
      run: (scene) => {
        const { user, password } = scene.demo.pos.capture;
        return scene.pos(`ALTER USER '${user}'@'%' IDENTIFIED BY '${password}'`);
      },
    },
  },
  {
    name: 'the password is changed at PostgreSQL',
    told: ['login_refused'],
    breakIt: async (scene) => {
      const { user } = scene.demo.wms.capture;
      await scene.wms(`ALTER ROLE ${user} PASSWORD 'another-word'`);
      await endSessions.wms(scene, user);
      await scene.trade(30);
    },
    mend: {
      by: 'the password is put back',
      run: (scene) => {
        const { user, password } = scene.demo.wms.capture;
        return scene.wms(`ALTER ROLE ${user} PASSWORD '${password}'`);
      },
    },
  },
  {
    name: 'the right to read the binary log is revoked',
    told: ['access_denied'],
    breakIt: async (scene) => {
      const { user } = scene.demo.pos.capture;
      await scene.pos(`REVOKE REPLICATION SLAVE ON *.* FROM '${user}'@'%'`);
      await endSessions.pos(scene, user);
      await scene.trade(30);
    },
    mend: {
      by: 'it is granted again',
      run: (scene) =>
        scene.pos(`GRANT REPLICATION SLAVE ON *.* TO '${scene.demo.pos.capture.user}'@'%'`),
    },
  },
];
