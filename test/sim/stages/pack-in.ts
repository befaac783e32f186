import { loadPack, type Pack } from '#mapping';

const packs = new Map<string, Pack>();

/** Read once for all processes of all runs: a pack does not change. */
export function packIn(folder: string): Pack {
  const pack = packs.get(folder) ?? loadPack(folder);
  packs.set(folder, pack);
  return pack;
}
