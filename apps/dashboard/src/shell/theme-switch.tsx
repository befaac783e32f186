import { useState } from 'react';
import { keepTheme, storedTheme, THEMES } from './theme.js';
import './theme-switch.css';

const WORDS = { system: 'Auto', light: 'Light', dark: 'Dark' } as const;

/** As the system has it, light, or dark. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(storedTheme);
  const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? 'system';
  return (
    <button
      type="button"
      className="theme-switch"
      title={`Colours: ${WORDS[theme]}. Press for ${WORDS[next]}`}
      onClick={() => {
        keepTheme(next);
        setTheme(next);
      }}
    >
      <span className="theme-sign" aria-hidden="true" />
      <span className="unseen">Colours: </span>
      <span className="theme-word">{WORDS[theme]}</span>
    </button>
  );
}
