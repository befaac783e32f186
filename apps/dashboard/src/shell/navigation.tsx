import { Link, useLocation } from 'wouter';
import { useStatus } from '../api/use-status.js';
import type { Status } from '../../../api/src/status/status.schema.js';
import './navigation.css';
import { PAGES } from './pages.js';

interface NavigationProps {
  /** on narrow screens; on wide ones it is always there */
  readonly isOpen: boolean;
  readonly onHelp: () => void;
}

export function Navigation({ isOpen, onHelp }: NavigationProps) {
  const [location] = useLocation();
  const { data } = useStatus();
  return (
    <nav id="pages" aria-label="Pages" className={`navigation ${isOpen ? 'is-open' : ''}`}>
      <ul>
        {PAGES.map(({ path, name }) => {
          const count = data ? countAt(path, data) : 0;
          return (
            <li key={path}>
              <Link
                href={path}
                className="navigation-link"
                aria-current={isAt(location, path) ? 'page' : undefined}
              >
                {name}
                {count > 0 && (
                  <span className="navigation-count">
                    {count}
                    <span className="unseen"> need attention</span>
                  </span>
                )}
              </Link>
            </li>
          );
        })}
      </ul>
      <div className="navigation-foot">
        <a href="/docs">API</a>
        <button type="button" onClick={onHelp}>
          Shortcuts <kbd>?</kbd>
        </button>
      </div>
    </nav>
  );
}

const isAt = (location: string, path: string): boolean =>
  path === '/' ? location === '/' : location === path || location.startsWith(`${path}/`);

function countAt(path: string, { alerts, parked }: Status): number {
  if (path === '/alerts') return alerts.filter(({ silence }) => silence === null).length;
  return path === '/parked' ? parked.count : 0;
}
