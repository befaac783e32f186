import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useLive } from '../api/use-live.js';
import { Loading } from '../parts/loading.js';
import { Connection } from './connection.js';
import { Navigation } from './navigation.js';
import { Search } from './search.js';
import { ShortcutHelp } from './shortcut-help.js';
import './shell.css';
import { SignedIn } from './signed-in.js';
import { StaleBanner } from './stale-banner.js';
import { ThemeSwitch } from './theme-switch.js';
import { useShortcuts } from './use-shortcuts.js';

const MAIN = 'main';

/** What every page has around it. */
export function Shell({ children }: { readonly children: ReactNode }) {
  useLive();
  const [location] = useLocation();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const main = useFocusOnNavigation(location);
  useShortcuts(() => setHelpOpen(true));
  useEffect(() => setMenuOpen(false), [location]);
  return (
    <div className="shell">
      <a className="skip-link" href={`#${MAIN}`}>
        Skip to the content
      </a>
      <header className="shell-head">
        <Link href="/" className="brand">
          <img src="/favicon.svg" alt="" width="26" height="26" />
          Shelfwire
        </Link>
        <Search />
        <Connection />
        <ThemeSwitch />
        <SignedIn />
        <button
          type="button"
          className="menu-button"
          aria-expanded={isMenuOpen}
          aria-controls="pages"
          onClick={() => setMenuOpen(!isMenuOpen)}
        >
          Menu
        </button>
      </header>
      <Navigation isOpen={isMenuOpen} onHelp={() => setHelpOpen(true)} />
      <main id={MAIN} ref={main} tabIndex={-1} className="shell-main">
        <StaleBanner />
        <Suspense fallback={<Loading what="the page" />}>{children}</Suspense>
      </main>
      {isHelpOpen && <ShortcutHelp onClose={() => setHelpOpen(false)} />}
    </div>
  );
}

/** A reader's place moves with the page, but not when it was only opened. */
function useFocusOnNavigation(location: string) {
  const main = useRef<HTMLElement>(null);
  const shown = useRef(location);
  useEffect(() => {
    if (shown.current === location) return;
    shown.current = location;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [location]);
  return main;
}
