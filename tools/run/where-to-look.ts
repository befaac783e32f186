import path from 'node:path';
import type { Shelfwire } from './launch.js';

/** What a person sees when everything runs. */
export const whereToLook = ({ apiUrl, apiKeyFile, sandboxUrl }: Shelfwire): string => `
Shelfwire runs. Where to look:

  Dashboard             ${apiUrl}/          sources, channels, what is stuck, and why
  Sandbox marketplace   ${sandboxUrl}/          both accounts, numbers as they change
  API                   ${apiUrl}/docs      every route, try it out
  Key of the API        ${path.relative('.', apiKeyFile)}       an admin's; the commands below find it by themselves
  Status                npx shelfwire status          sources, lag, channels, what is set aside
  Why is it that many?  npx shelfwire explain 85123A --channel bazaar

  Change one row yourself, as the till would, and see it on the marketplace:
    npm run sql -- pos "UPDATE ospos_item_quantities q JOIN ospos_items i USING (item_id) SET q.quantity = 7 WHERE i.item_number = '85123A' AND q.location_id = 1"

  Ctrl-C stops everything. The next npm start goes on from here.
`;
