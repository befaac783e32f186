/** A look that took so long is kept this many times as long: looking takes at most a fifth of the time. */
const KEPT_PER_LOOK = 4;

/**
 * Keeps a costly answer for a moment and lets simultaneous askers share one look: a screen full of
 * dashboards costs the database no more than one, and little however much there is to look at. A failure
 * is not kept.
 *
 * @param keepMs how long an answer is used again at least, milliseconds
 */
export function recent<T>(keepMs: number, load: () => Promise<T>): () => Promise<T> {
  let kept: { readonly answer: Promise<T>; until: number } | undefined;
  return () => {
    if (kept && performance.now() < kept.until) return kept.answer;
    const began = performance.now();
    const look = { answer: load(), until: Infinity };
    kept = look;
    look.answer.then(
      () => {
        const now = performance.now();
        look.until = now + Math.max(keepMs, KEPT_PER_LOOK * (now - began));
      },
      () => (look.until = 0),
    );
    return look.answer;
  };
}
