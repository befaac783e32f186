import './loading.css';

/** Bars where text will be, so that nothing jumps when it comes. */
export function Loading({ what, lines = 4 }: { readonly what: string; readonly lines?: number }) {
  return (
    <div className="loading" role="status">
      <span className="unseen">Loading {what} …</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="loading-bar" aria-hidden="true" />
      ))}
    </div>
  );
}
