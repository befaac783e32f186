import { expect, it } from 'vitest';
import { createRedact } from './redact.js';

it('hides known secrets as whole words only', () => {
  const redact = createRedact(['capture', 'capture.more+']);
  expect(redact('capture: capture_user, [capture.more+]')).toBe(
    '(hidden): capture_user, [(hidden)]',
  );
});

it('hides logins in URLs and named secrets, and nothing else', () => {
  const redact = createRedact([]);
  expect(redact('postgres://me:x@h:5432/db?sslmode=off')).toBe(
    'postgres://me:(hidden)@h:5432/db?sslmode=off',
  );
  expect(redact('database.password = x; port=1')).toBe('database.password = (hidden); port=1');
  expect(redact('the password is wrong for user "me"')).toBe('the password is wrong for user "me"');
});

it('hides API keys and sign-ins that nobody has named to it', () => {
  const key = `swk_0123456789ab_${'c'.repeat(72)}`;
  const said = createRedact([])(
    `GET /v1/items?search=${key} shelfwire_session=sws_${'d'.repeat(64)}`,
  );
  expect(said).toBe(
    'GET /v1/items?search=swk_0123456789ab_(hidden) shelfwire_session=sws_(hidden)',
  );
});
