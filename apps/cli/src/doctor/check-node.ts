import { failed, ok, type CheckResult } from '#connect';

const OLDEST = { major: 20, minor: 19 };

export function checkNode(): CheckResult[] {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const isEnough = major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
  const found = process.versions.node;
  if (isEnough) return [ok('Node version', found)];
  const expected = `${OLDEST.major}.${OLDEST.minor} or newer`;
  return [failed('Node version', { found, expected, mend: 'install a newer Node' })];
}
