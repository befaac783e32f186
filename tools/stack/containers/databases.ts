import { MARIADB_FLAGS, PASSWORD } from '../server-settings.js';
import type { ContainerSpec } from './container-host.js';

/** @param settings each given as `-c key=value` */
export function postgresContainer(
  name: string,
  image: string,
  port: number,
  settings: Readonly<Record<string, string>>,
): ContainerSpec {
  const flags = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]);
  return {
    name,
    image,
    // From version 18 on the image wants its volume here, and a folder of its own in it.
    environment: { POSTGRES_PASSWORD: PASSWORD, PGDATA: '/var/lib/postgresql/shelfwire' },
    dataFolder: '/var/lib/postgresql',
    command: ['postgres', ...flags],
    publish: { container: 5432, host: port },
  };
}

export function mariadbContainer(image: string, port: number): ContainerSpec {
  return {
    name: 'mariadb',
    image,
    environment: { MARIADB_ROOT_PASSWORD: PASSWORD },
    dataFolder: '/var/lib/mysql',
    command: ['mariadbd', ...MARIADB_FLAGS],
    publish: { container: 3306, host: port },
  };
}
