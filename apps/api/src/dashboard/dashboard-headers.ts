/** Scripts, styles and answers of this server only; nothing inline, and nobody may frame it. */
export const DASHBOARD_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Vite names assets by their content, so that one of a name never changes. */
export const FOREVER = 'public, max-age=31536000, immutable';
/** The page names the assets: browsers ask each time whether it is still the same. */
export const ASK_AGAIN = 'no-cache';
