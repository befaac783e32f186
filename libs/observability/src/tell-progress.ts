const EVERY_MS = 2_000;

/**
 * Tells every two seconds how far long work has come.
 *
 * @param what counted things, such as `lines`
 * @returns to be called with how many are done, of how many
 */
export function tellProgress(
  what: string,
  tell: (line: string) => void,
): (done: number, total: number) => void {
  const startedMs = Date.now();
  let toldMs = startedMs;
  return (done, total) => {
    const nowMs = Date.now();
    if (nowMs - toldMs < EVERY_MS || done >= total) return;
    toldMs = nowMs;
    const rate = done / ((nowMs - startedMs) / 1000);
    const left = rate > 0 ? `, about ${Math.ceil((total - done) / rate)} s left` : '';
    const percent = Math.floor((100 * done) / total);
    tell(`${done} of ${total} ${what} (${percent} %), ${Math.round(rate)} a second${left}`);
  };
}
