import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';
import { PRIVATE_ADDRESS } from './failure.js';

/** All that is routed on the internet in IPv6 (IANA, IPv6 address space). */
const GLOBAL_UNICAST_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Connects to public addresses only. @param lookup how names are resolved, for tests */
export function publicConnect(
  timeoutMs: number,
  lookup: LookupFunction = systemLookup,
): buildConnector.connector {
  const connect = buildConnector({ timeout: timeoutMs, lookup: publicLookup(lookup) });
  return (options, callback) => {
    // What is an address already is never looked up.
    const host = options.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !isPublic(host)) return callback(notPublic(host), null);
    connect(options, callback);
  };
}

/** The addresses that are judged are those that are then connected to: no second answer can differ. */
const publicLookup =
  (lookup: LookupFunction): LookupFunction =>
  (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found, family) => {
      if (error) return callback(error, '');
      const addresses =
        typeof found === 'string' ? [{ address: found, family: family ?? 4 }] : found;
      const refused = addresses.find(({ address }) => !isPublic(address));
      if (refused) return callback(notPublic(`${hostname}, which is ${refused.address},`), '');
      if (options.all) return callback(null, addresses);
      answerFirst(addresses, callback);
    });
  };

function answerFirst(
  [first]: readonly LookupAddress[],
  callback: Parameters<LookupFunction>[2],
): void {
  if (first) callback(null, first.address, first.family);
  else callback(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '');
}

/** Neither this machine nor its network, nor a range that is set aside or leads on to either. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const read = ipaddr.process(address);
  if (read.range() !== 'unicast') return false;
  return read instanceof ipaddr.IPv4 || read.match(GLOBAL_UNICAST_V6);
}

const notPublic = (what: string): Error =>
  Object.assign(new Error(`${what} is no public address`), { code: PRIVATE_ADDRESS });
