import { useEffect, useRef } from 'react';
import { Button } from './button.js';

interface MoreProps {
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => Promise<unknown>;
  };
}

const AHEAD = '600px';

/** Reads the next page when the end comes near, or when it is pressed. */
export function More({ query }: MoreProps) {
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!end.current || !hasNextPage || isFetchingNextPage) return undefined;
    const watch = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void fetchNextPage();
      },
      { rootMargin: AHEAD },
    );
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <div ref={end} className="more">
      <Button onClick={() => void fetchNextPage()}>
        {isFetchingNextPage ? 'Loading …' : 'Show more'}
      </Button>
    </div>
  );
}
