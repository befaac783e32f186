import { describe, expect, it } from 'vitest';
import { providerChoice } from './environment.js';
import { javaComplaint } from './native/requirements.js';
import { selectProvider } from './select-provider.js';

const fine = async (): Promise<string[]> => [];
const lacks = (complaint: string) => async (): Promise<string[]> => [complaint];

describe('selectProvider', () => {
  it('takes containers where Docker answers', async () => {
    expect(await selectProvider('auto', { containers: fine, native: fine })).toBe('containers');
  });

  it('takes native where it does not', async () => {
    const probes = { containers: lacks('no Docker'), native: fine };
    expect(await selectProvider('auto', probes)).toBe('native');
  });

  it('asks only for what was chosen', async () => {
    const probes = { containers: lacks('no Docker'), native: fine };
    expect(await selectProvider('native', probes)).toBe('native');
    await expect(selectProvider('containers', probes)).rejects.toThrow('no Docker');
  });

  it('tells everything that is missing in one message, and how to mend it', async () => {
    const probes = { containers: lacks('no Docker'), native: lacks('no Java') };
    await expect(selectProvider('auto', probes)).rejects.toThrow(
      /containers: no Docker\n {2}native: no Java\nEither start Docker.*install Java 17 and Maven/,
    );
  });
});

describe('providerChoice', () => {
  it('is auto by default', () => {
    expect(providerChoice({})).toBe('auto');
    expect(providerChoice({ SHELFWIRE_STACK: 'native' })).toBe('native');
  });

  it('names the variable, what it holds and what it may hold', () => {
    expect(() => providerChoice({ SHELFWIRE_STACK: 'docker' })).toThrow(
      'SHELFWIRE_STACK is "docker"; expected one of native, containers, auto',
    );
  });
});

describe('javaComplaint', () => {
  it.each([
    ['openjdk version "17.0.15" 2025-04-15', undefined],
    ['openjdk version "21" 2023-09-19', undefined],
    ['java version "1.8.0_401"', '`java -version` says 8; expected Java 17 or newer'],
    ['no Java here', '`java -version` says no Java here; expected Java 17 or newer'],
    [undefined, '`java -version` does not run; expected Java 17 or newer'],
  ])('%s', (output, complaint) => {
    expect(javaComplaint('java', output)).toBe(complaint);
  });
});
