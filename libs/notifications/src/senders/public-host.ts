import { isPublic } from '#channels';
import { lookup } from 'node:dns/promises';

/**
 * The address to connect to. The one that is judged is the one that is returned: no second answer can differ.
 *
 * @throws Error where an address of the host is not public, and it has to be
 */
export async function addressOf(host: string, allowPrivateAddresses: boolean): Promise<string> {
  const found = await lookup(host, { all: true });
  const refused = found.find(({ address }) => !isPublic(address));
  if (refused && !allowPrivateAddresses) {
    throw new Error(`${host}, which is ${refused.address}, is no public address`);
  }
  const [first] = found;
  if (!first) throw new Error(`${host} has no address`);
  return first.address;
}
