import { Health } from '#observability';
import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AccessGuard } from './access/access.guard.js';
import { ActionInterceptor } from './access/action.interceptor.js';
import { ActionLog } from './access/action-log.js';
import { Callers } from './access/callers.js';
import { FailedKeys } from './access/failed-keys.js';
import { KnownCredentials } from './access/known-credentials.js';
import { ActionsController } from './actions/actions.controller.js';
import { AlertsController } from './alerts/alerts.controller.js';
import { SilencesController } from './alerts/silences.controller.js';
import { AvailabilityController } from './availability/availability.controller.js';
import { CaptureController } from './capture/capture.controller.js';
import { ChannelControlsController } from './channels/channel-controls.controller.js';
import { ChannelsController } from './channels/channels.controller.js';
import { PaceController } from './channels/pace.controller.js';
import { ChannelsReader } from './channels/channels.reader.js';
import { ClaimChanges } from './claims/claim-changes.js';
import { ClaimDesk } from './claims/claim-desk.js';
import { ClaimRules } from './claims/claim-rules.js';
import { ClaimsController } from './claims/claims.controller.js';
import { ExceptionsController } from './claims/exceptions.controller.js';
import { OrdersController } from './claims/orders.controller.js';
import { ReservationsController } from './claims/reservations.controller.js';
import { CountsController } from './counts/counts.controller.js';
import { ReadDatabase } from './database/read-database.js';
import { ExplainController } from './explain/explain.controller.js';
import { ExplainReader } from './explain/explain.reader.js';
import { ExplainAtController } from './explain/past/explain-at.controller.js';
import { PastExplanationReader } from './explain/past/past-explanation.reader.js';
import { ItemReader } from './items/item.reader.js';
import { MadeListingsReader } from './items/made-listings.reader.js';
import { ItemsController } from './items/items.controller.js';
import { JourneysController } from './journeys/journeys.controller.js';
import { JourneysReader } from './journeys/journeys.reader.js';
import { KeysController } from './keys/keys.controller.js';
import { KpisController } from './kpis/kpis.controller.js';
import { KpisReader } from './kpis/kpis.reader.js';
import { LiveController } from './live/live.controller.js';
import { LiveFeed } from './live/live.feed.js';
import { LocationHoursReader } from './locations/location-hours.js';
import { LocationsController } from './locations/locations.controller.js';
import { PlacesReader } from './locations/places.reader.js';
import { OutcomesController } from './outcomes/outcomes.controller.js';
import { ParkedController } from './parked/parked.controller.js';
import { ParkedDecisionsController } from './parked/parked-decisions.controller.js';
import { PlanController } from './plan/plan.controller.js';
import { PlanReader } from './plan/plan.reader.js';
import { PreorderDesk } from './preorders/preorder-desk.js';
import { PreordersController } from './preorders/preorders.controller.js';
import { ScorecardsController } from './scorecards/scorecards.controller.js';
import { ScorecardsReader } from './scorecards/scorecards.reader.js';
import { SessionController } from './session/session.controller.js';
import { SourceControlsController } from './sources/source-controls.controller.js';
import { SourceDesk } from './sources/source-desk.js';
import { SourcesController } from './sources/sources.controller.js';
import { SourcesReader } from './sources/sources.reader.js';
import { BacklogReader } from './status/backlog.reader.js';
import { StatusController } from './status/status.controller.js';
import { StatusReader } from './status/status.reader.js';
import { WaitingController } from './waiting/waiting.controller.js';

/** ⑤ OBSERVE and CLAIM: stock, channels and their reasons over HTTP; reservations and orders on it. */
@Module({
  controllers: [
    // routes are tried in this order, and these are in the way of shoppers
    ReservationsController,
    OrdersController,
    PreordersController,
    StatusController,
    LiveController,
    SourcesController,
    SourceControlsController,
    CaptureController,
    LocationsController,
    ChannelsController,
    ChannelControlsController,
    PaceController,
    ItemsController,
    ExplainController,
    ExplainAtController,
    JourneysController,
    AlertsController,
    SilencesController,
    ParkedController,
    ParkedDecisionsController,
    WaitingController,
    AvailabilityController,
    ExceptionsController,
    ActionsController,
    KpisController,
    ScorecardsController,
    OutcomesController,
    CountsController,
    KeysController,
    PlanController,
    SessionController,
    ClaimsController,
  ],
  providers: [
    AccessGuard,
    ActionInterceptor,
    ActionLog,
    Callers,
    FailedKeys,
    KnownCredentials,
    ReadDatabase,
    StatusReader,
    LiveFeed,
    SourcesReader,
    SourceDesk,
    PlanReader,
    PlacesReader,
    LocationHoursReader,
    ChannelsReader,
    BacklogReader,
    ItemReader,
    MadeListingsReader,
    ExplainReader,
    PastExplanationReader,
    JourneysReader,
    ClaimRules,
    ClaimDesk,
    ClaimChanges,
    PreorderDesk,
    KpisReader,
    ScorecardsReader,
  ],
})
export class ApiModule {
  constructor(health: Health, dataSource: DataSource) {
    health.register('database', async () => {
      await dataSource.query('SELECT 1');
    });
  }
}
