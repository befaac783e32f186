import { readFileSync } from 'node:fs';
import type { StackEndpoints } from '../stack/stack.js';

const FILE = '/etc/shelfwire/stack.json';

/** Where docker-compose.yml has the databases; it writes the file into the demo's containers. */
export const composeEndpoints = (): StackEndpoints =>
  JSON.parse(readFileSync(FILE, 'utf8')) as StackEndpoints;
