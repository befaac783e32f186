import type { Connection } from 'mysql2/promise';
import type { InspectedSource } from '../installation.js';

/** What a check of a MariaDB or MySQL source works with. */
export interface MariadbSource extends InspectedSource {
  readonly connection: Connection;
}
