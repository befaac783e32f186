import { lazy } from 'react';
import { Route, Switch } from 'wouter';
import { useSession } from './api/session.js';
import { Loading } from './parts/loading.js';
import { AlertsPage } from './pages/alerts/alerts-page.js';
import { ChannelsPage } from './pages/channels/channels-page.js';
import { ItemsPage } from './pages/items/items-page.js';
import { LocationsPage } from './pages/locations/locations-page.js';
import { NotFoundPage } from './pages/not-found-page.js';
import { OverviewPage } from './pages/overview/overview-page.js';
import { ParkedPage } from './pages/parked/parked-page.js';
import { PolicyPage } from './pages/policy/policy-page.js';
import { ReservationsPage } from './pages/reservations/reservations-page.js';
import { ScorecardsPage } from './pages/scorecards/scorecards-page.js';
import { SignInPage } from './pages/sign-in/sign-in-page.js';
import { SourcesPage } from './pages/sources/sources-page.js';
import { Shell } from './shell/shell.js';

/** It brings the chart's library with it. */
const ItemPage = lazy(async () => ({
  default: (await import('./pages/item/item-page.js')).ItemPage,
}));

/** Who asks, and which page. */
export function App() {
  const { data: session, isPending } = useSession();
  if (isPending) return <Loading what="Shelfwire" />;
  if (session?.kind === 'signed-out') return <SignInPage />;
  return (
    <Shell>
      <Switch>
        <Route path="/" component={OverviewPage} />
        <Route path="/sources" component={SourcesPage} />
        <Route path="/locations" component={LocationsPage} />
        <Route path="/channels" component={ChannelsPage} />
        <Route path="/items" component={ItemsPage} />
        <Route path="/items/:sku" component={ItemPage} />
        <Route path="/parked" component={ParkedPage} />
        <Route path="/reservations" component={ReservationsPage} />
        <Route path="/scorecards" component={ScorecardsPage} />
        <Route path="/policy" component={PolicyPage} />
        <Route path="/alerts" component={AlertsPage} />
        <Route component={NotFoundPage} />
      </Switch>
    </Shell>
  );
}
