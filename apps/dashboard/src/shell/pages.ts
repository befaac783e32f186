export interface PageEntry {
  readonly path: string;
  readonly name: string;
  /** pressed after `g` */
  readonly key: string;
}

/** In the order of the navigation: what is asked most comes first. */
export const PAGES: readonly PageEntry[] = [
  { path: '/', name: 'Overview', key: 'o' },
  { path: '/items', name: 'Items', key: 'i' },
  { path: '/channels', name: 'Channels', key: 'c' },
  { path: '/sources', name: 'Sources', key: 's' },
  { path: '/locations', name: 'Locations', key: 'l' },
  { path: '/reservations', name: 'Reservations', key: 'r' },
  { path: '/parked', name: 'Parked', key: 'p' },
  { path: '/alerts', name: 'Alerts', key: 'a' },
  { path: '/scorecards', name: 'Scorecards', key: 'k' },
  { path: '/policy', name: 'Policy', key: 'y' },
];
