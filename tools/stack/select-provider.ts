import type { ProviderChoice, ProviderName } from './stack.js';
import { StackError } from './stack-error.js';

/** Each probe says what is missing; nothing means that this way can be gone. */
export interface Probes {
  containers: () => Promise<string[]>;
  native: () => Promise<string[]>;
}

const MEND =
  'Either start Docker (and make sure that this user may use it), or install Java 17 and Maven ' +
  '(Debian, Ubuntu: apt install openjdk-17-jre-headless maven). SHELFWIRE_STACK=native|containers|auto chooses.';

/**
 * @returns the provider of that name, or, for `auto`, containers where Docker answers, else native
 * @throws StackError when what it needs is missing
 */
export async function selectProvider(
  choice: ProviderChoice,
  probes: Probes,
): Promise<ProviderName> {
  const candidates: ProviderName[] = choice === 'auto' ? ['containers', 'native'] : [choice];
  const complaints: string[] = [];
  for (const candidate of candidates) {
    const missing = await probes[candidate]();
    if (missing.length === 0) return candidate;
    complaints.push(...missing.map((complaint) => `  ${candidate}: ${complaint}`));
  }
  throw new StackError(
    ['The local stack cannot start on this machine:', ...complaints, MEND].join('\n'),
  );
}
