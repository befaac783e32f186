import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { PAGES } from './pages.js';
import { SEARCH_ID } from './search.js';

/** A letter counts as the second of two for so long. */
const PAIR_MS = 1_200;

/** `/` goes to the search, `g` and a letter to a page, `?` shows them all; never while somebody types. */
export function useShortcuts(onHelp: () => void): void {
  const [, navigate] = useLocation();
  useEffect(() => {
    let wentAt = -Infinity;
    const onKey = (event: KeyboardEvent) => {
      if (isForOthers(event)) return;
      const page = PAGES.find(({ key }) => key === event.key);
      if (page && event.timeStamp - wentAt < PAIR_MS) navigate(page.path);
      else if (event.key === '/') document.getElementById(SEARCH_ID)?.focus();
      else if (event.key === '?') onHelp();
      else {
        wentAt = event.key === 'g' ? event.timeStamp : -Infinity;
        return;
      }
      wentAt = -Infinity;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigate, onHelp]);
}

/** The browser's own shortcuts, and letters of a text. */
const isForOthers = ({ ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean =>
  ctrlKey || metaKey || altKey || isTyping(target);

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, dialog') !== null;
