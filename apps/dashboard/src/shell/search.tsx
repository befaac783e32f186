import { useEffect, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import './search.css';

export const SEARCH_ID = 'search';
const TYPING_MS = 250;

/** Finds items by a part of their sku; on the items' page while it is typed. */
export function Search() {
  const [location, navigate] = useLocation();
  const [parameters] = useSearchParams();
  const asked = location === '/items' ? (parameters.get('search') ?? '') : '';
  const [text, setText] = useState(asked);
  // a space that was just typed stays
  useEffect(() => setText((now) => (now.trim() === asked ? now : asked)), [asked]);
  useEffect(() => {
    if (location !== '/items' || text.trim() === asked) return undefined;
    const typed = setTimeout(() => navigate(found(text), { replace: true }), TYPING_MS);
    return () => clearTimeout(typed);
  }, [location, text, asked, navigate]);
  return (
    <search className="search">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          navigate(found(text));
        }}
      >
        <label className="unseen" htmlFor={SEARCH_ID}>
          Find an item by a part of its sku
        </label>
        <input
          id={SEARCH_ID}
          type="search"
          value={text}
          maxLength={200}
          placeholder="Find an item"
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => setText(target.value)}
        />
        <kbd aria-hidden="true">/</kbd>
      </form>
    </search>
  );
}

const found = (text: string): string => {
  const search = text.trim();
  return search === '' ? '/items' : `/items?${new URLSearchParams({ search }).toString()}`;
};
