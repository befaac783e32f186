import { printError } from '../terminal/print.js';
import { span } from '../terminal/ages.js';

const EVERY_MS = 2_000;

/** Tells on standard error, every two seconds, how far long work has come. */
export function showProgress(what: string): (done: number, total: number) => void {
  const startedMs = Date.now();
  let toldMs = startedMs;
  return (done, total) => {
    const nowMs = Date.now();
    if (nowMs - toldMs < EVERY_MS || done >= total) return;
    toldMs = nowMs;
    const rate = done / ((nowMs - startedMs) / 1000);
    const left = span(Math.round((total - done) / rate));
    const percent = Math.floor((100 * done) / total);
    printError(
      `${done} of ${total} ${what} (${percent} %), ${Math.round(rate)} a second, ${left} left`,
    );
  };
}
