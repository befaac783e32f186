import { expect, it } from 'vitest';
import { fileTrouble, isFileError, isStop } from './file-trouble.js';

const FILE = '/srv/feeds/availability.csv';
const refused = (code: string) => Object.assign(new Error('no'), { code, syscall: 'open' });

it.each([
  ['ENOENT', 'create it, or mount'],
  ['EACCES', 'give its user the right'],
  ['EROFS', 'mount it for writing'],
  ['ENOSPC', 'make room'],
  ['EIO', 'look at its file system'],
])('says what to do about %s', (code, mend) => {
  const text = fileTrouble(refused(code), FILE);

  expect(text).toContain(mend);
  expect(text).toContain(`availability.csv in /srv/feeds: ${code}`);
});

it('tells what the file system said from a call that was stopped, and from a bug', () => {
  const stopped = new DOMException('This operation was aborted', 'AbortError');
  const bug = new TypeError('undefined is not a function');

  expect(
    [refused('EIO'), stopped, bug].map((error) => [isFileError(error), isStop(error)]),
  ).toEqual([
    [true, false],
    [false, true],
    [false, false],
  ]);
  expect(fileTrouble(stopped, FILE)).toContain('stopped before it was whole');
});
