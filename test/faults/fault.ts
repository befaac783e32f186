import type { CauseId } from '../../apps/supervisor/src/causes.js';
import type { Scene } from './scene.js';

/** One thing that goes wrong, and how it is supposed to end. */
export interface Fault {
  readonly name: string;
  /** Breaks it. What was taken away for a moment is back when this resolves. */
  breakIt(scene: Scene): Promise<void>;
  /** what the operator must be told; none: it is over before anybody needs to know */
  readonly told: readonly (CauseId | 'source_unverified')[];
  /** what only a person can do, once the operator was told; without it, it heals itself */
  readonly mend?: { readonly by: string; run(scene: Scene): Promise<void> };
}
