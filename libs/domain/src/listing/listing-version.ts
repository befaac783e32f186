/** Above any sum of items' versions that a listing will ever see. */
const REVISION_STEP = 2 ** 33;

/**
 * The publish version of a listing (promise I5): it rises with every version of every item that the
 * listing is made of, and with every change of what it is made of.
 *
 * @param versions of the items that it takes
 */
export const listingVersion = (revision: number, versions: readonly number[]): number =>
  revision * REVISION_STEP + versions.reduce((sum, version) => sum + version, 0);
