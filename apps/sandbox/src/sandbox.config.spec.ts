import { describe, expect, it } from 'vitest';
import { readSandboxConfig, sandboxUsage } from './sandbox.config.js';

describe('readSandboxConfig', () => {
  it('prefers a flag to a variable and a variable to the default', () => {
    const config = readSandboxConfig(['--port', '1', '--bazaar-capacity=3'], {
      SHELFWIRE_SANDBOX_PORT: '2',
      SHELFWIRE_SANDBOX_BAZAAR_TOKEN: 'known',
    });

    expect(config).toMatchObject({
      port: 1,
      host: '127.0.0.1',
      accounts: [{ name: 'bazaar', token: 'known', limit: { capacity: 3 } }, { name: 'emporium' }],
    });
  });

  it('names every unusable value, its flag and its variable', () => {
    const wrong = { SHELFWIRE_SANDBOX_PORT: 'http', SHELFWIRE_SANDBOX_EMPORIUM_CAPACITY: '-1' };

    expect(() => readSandboxConfig([], wrong)).toThrow(
      /--port or SHELFWIRE_SANDBOX_PORT: .*"http"\n--emporium-capacity or .*"-1"/,
    );
  });

  it('serves no other marketplaces unless told, and those by their names', () => {
    const config = readSandboxConfig(['--fakes=shopify, amazon,shopify'], {});

    expect(readSandboxConfig([], {}).fakes).toMatchObject({ names: [], port: 7481 });
    expect(config.fakes.names).toEqual(['shopify', 'amazon']);
    expect(() => readSandboxConfig(['--fakes=amazn'], {})).toThrow(
      /--fakes or SHELFWIRE_SANDBOX_FAKES: expected some of amazon, ebay, .*, found "amazn"/,
    );
  });

  it('lists every flag with its default', () => {
    expect(sandboxUsage()).toMatch(/--bazaar-refill-per-second +requests per second \(10\)/);
  });
});
