import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import type { Explain } from '../../../../api/src/explain/explain.schema.js';
import { explainQuery } from '../../api/queries.js';
import { RequestFailed } from '../../api/request.js';
import { ItemLink } from '../../parts/item-link.js';
import { Notice } from '../../parts/notice.js';
import { Page } from '../../parts/page.js';
import { Shown } from '../../parts/shown.js';
import { Age } from '../../time/age.js';
import { AsOf } from './as-of.js';
import { Claims } from './claims.js';
import { ListingCard } from './listing-card.js';
import { MadeCard } from './made-card.js';
import { Positions } from './positions.js';
import { QuantityChart } from './quantity-chart.js';
import { Timeline } from './timeline.js';

/** One item: what each channel shows of it, and why, down to the source's row. */
export function ItemPage({ params }: { readonly params: { readonly sku: string } }) {
  const sku = decoded(params.sku);
  const [parameters] = useSearchParams();
  const at = parameters.get('at');
  const query = useQuery(explainQuery(sku, at));
  const { error } = query;
  if (error instanceof RequestFailed && error.status === 404)
    return <Unknown sku={sku} at={at} error={error} />;
  return (
    <Page title={sku} lead={query.data && <Lead explain={query.data} />}>
      <Shown query={query} what="The item">
        {(explain) => (
          <>
            {at !== null && <AsOf sku={sku} at={explain.at} />}
            <Explanation explain={explain} />
          </>
        )}
      </Shown>
    </Page>
  );
}

/** The router gives what is between two slashes as it stands in the address. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function Lead({ explain: { newest, item } }: { readonly explain: Explain }) {
  return (
    <>
      {newest && <>{newest.text.replaceAll('_', ' ')}, </>}
      {item ? (
        <>
          <Age at={item.recordedAt} /> (version {item.version})
        </>
      ) : (
        'A listing that is made of items'
      )}
    </>
  );
}

interface UnknownProps {
  readonly sku: string;
  readonly at: string | null;
  readonly error: RequestFailed;
}

function Unknown({ sku, at, error }: UnknownProps) {
  const { detail, suggestion } = error.problem ?? {};
  return (
    <Page title={sku}>
      <Notice title={at === null ? 'No stock has been seen for this sku' : 'No number then'}>
        {at !== null && (
          <p>
            {detail} <ItemLink sku={sku} />
          </p>
        )}
        {suggestion !== undefined && (
          <p>
            Did you mean <ItemLink sku={suggestion} />?
          </p>
        )}
        <Link href="/items">All items</Link>
      </Notice>
    </Page>
  );
}

function Explanation({ explain }: { readonly explain: Explain }) {
  return (
    <>
      <div className="listings">
        {explain.channels.map((listing) => (
          <ListingCard key={listing.channel} listing={listing} />
        ))}
        {explain.listings.map((listing) => (
          <MadeCard key={`${listing.channel} ${listing.sku}`} listing={listing} />
        ))}
      </div>
      <Positions explain={explain} />
      <QuantityChart explain={explain} />
      <Claims claims={explain.claims} />
      <Timeline sku={explain.sku} ledger={explain.ledger} />
    </>
  );
}
