import type { CookieOptions, Request } from 'express';
import ipaddr from 'ipaddr.js';

/** No script reads it, no foreign page sends it, and only a browser on this machine gets it without TLS. */
export const cookieOptions = ({ hostname }: Request): CookieOptions => ({
  httpOnly: true,
  sameSite: 'strict',
  path: '/',
  secure: !isLoopback(hostname),
});

function isLoopback(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  return (
    host === 'localhost' || (ipaddr.isValid(host) && ipaddr.parse(host).range() === 'loopback')
  );
}
