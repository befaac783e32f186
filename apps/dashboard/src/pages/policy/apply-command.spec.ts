import { expect, it } from 'vitest';
import { applyCommand } from './apply-command.js';

it('approves exactly the steps that lose something', () => {
  expect(applyCommand([])).toBe('npx shelfwire apply --reason "…"');
  expect(applyCommand(['channel/bazaar', 'location/leeds'])).toBe(
    'npx shelfwire apply --approve channel/bazaar --approve location/leeds --reason "…"',
  );
});
