import { Link } from 'wouter';

/** A sku that leads to its page. */
export function ItemLink({ sku }: { readonly sku: string }) {
  return (
    <Link href={itemPath(sku)} className="break">
      {sku}
    </Link>
  );
}

const itemPath = (sku: string): string => `/items/${encodeURIComponent(sku)}`;
