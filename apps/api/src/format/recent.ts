/**
 * Keeps a costly answer for a moment and lets simultaneous askers share one look: a screen full of
 * dashboards costs the database no more than one. A failure is not kept.
 *
 * @param keepMs how long an answer may be used again, milliseconds
 */
export function recent<T>(keepMs: number, load: () => Promise<T>): () => Promise<T> {
  let kept: { readonly answer: Promise<T>; until: number } | undefined;
  return () => {
    if (kept && performance.now() < kept.until) return kept.answer;
    const look = { answer: load(), until: Infinity };
    kept = look;
    look.answer.then(
      () => (look.until = performance.now() + keepMs),
      () => (look.until = 0),
    );
    return look.answer;
  };
}
