import { describe } from 'vitest';
import { authContract } from './auth-contract.js';
import { failureContract } from './failure-contract.js';
import { readContract } from './read-contract.js';
import type { StartSubject, Traits } from './subject.js';
import { writeContract } from './write-contract.js';

/** What every connector owes its publisher, shown against its pretend marketplace. */
export const conformance = (name: string, traits: Traits, start: StartSubject) =>
  describe(`the connector of ${name}`, () => {
    writeContract(traits, start);
    readContract(traits, start);
    if (traits.isRemote) {
      failureContract(start);
      authContract(traits, start);
    }
  });
