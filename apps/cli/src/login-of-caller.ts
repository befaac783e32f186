import { userInfo } from 'node:os';

/** In a container the user id may have no name. */
export function loginOfCaller(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
