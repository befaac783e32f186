import { Link } from 'wouter';
import { Page } from '../parts/page.js';

export function NotFoundPage() {
  return (
    <Page title="No such page">
      <p>
        Nothing is at this address. The <Link href="/">overview</Link> leads everywhere.
      </p>
    </Page>
  );
}
