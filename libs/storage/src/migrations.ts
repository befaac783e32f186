import { Stages1700000000001 } from './migrations/1700000000001-stages.js';
import { Normalizer1700000000002 } from './migrations/1700000000002-normalizer.js';
import { Availability1700000000003 } from './migrations/1700000000003-availability.js';
import { Publisher1700000000004 } from './migrations/1700000000004-publisher.js';
import { Alerting1700000000005 } from './migrations/1700000000005-alerting.js';
import { LedgerChain1700000000006 } from './migrations/1700000000006-ledger-chain.js';
import { Claims1700000000007 } from './migrations/1700000000007-claims.js';
import { LedgerRelations1700000000008 } from './migrations/1700000000008-ledger-relations.js';
import { History1700000000009 } from './migrations/1700000000009-history.js';
import { StandingSources1700000000010 } from './migrations/1700000000010-standing-sources.js';
import { ChainedReferences1700000000011 } from './migrations/1700000000011-chained-references.js';
import { Retention1700000000012 } from './migrations/1700000000012-retention.js';
import { Actions1700000000013 } from './migrations/1700000000013-actions.js';
import { Parked1700000000014 } from './migrations/1700000000014-parked.js';
import { Backfill1700000000015 } from './migrations/1700000000015-backfill.js';
import { AppliedVersion1700000000016 } from './migrations/1700000000016-applied-version.js';
import { Supervision1700000000017 } from './migrations/1700000000017-supervision.js';
import { SourceSchemas1700000000018 } from './migrations/1700000000018-source-schemas.js';
import { WaitingRows1700000000019 } from './migrations/1700000000019-waiting-rows.js';
import { DoubtedEpoch1700000000020 } from './migrations/1700000000020-doubted-epoch.js';
import { ChannelListings1700000000021 } from './migrations/1700000000021-channel-listings.js';
import { ListingWrites1700000000022 } from './migrations/1700000000022-listing-writes.js';
import { AppBudgets1700000000023 } from './migrations/1700000000023-app-budgets.js';
import { ToldOffers1700000000024 } from './migrations/1700000000024-told-offers.js';
import { Access1700000000025 } from './migrations/1700000000025-access.js';
import { LocationStaleness1700000000026 } from './migrations/1700000000026-location-staleness.js';
import { Measured1700000000027 } from './migrations/1700000000027-measured.js';
import { ExplainedPast1700000000029 } from './migrations/1700000000029-explained-past.js';
import { LedgerMoments1700000000030 } from './migrations/1700000000030-ledger-moments.js';
import { KpiFacts1700000000031 } from './migrations/1700000000031-kpi-facts.js';
import { KpiDays1700000000032 } from './migrations/1700000000032-kpi-days.js';
import { CountCandidates1700000000033 } from './migrations/1700000000033-count-candidates.js';
import { Operating1700000000034 } from './migrations/1700000000034-operating.js';
import { AlertPlaces1700000000035 } from './migrations/1700000000035-alert-places.js';
import { Notifications1700000000036 } from './migrations/1700000000036-notifications.js';
import { ListingsByItem1700000000037 } from './migrations/1700000000037-listings-by-item.js';

/** Everything that makes Shelfwire's tables, in the order in which it runs. */
export const MIGRATIONS = [
  Stages1700000000001,
  Normalizer1700000000002,
  Availability1700000000003,
  Publisher1700000000004,
  Alerting1700000000005,
  LedgerChain1700000000006,
  Claims1700000000007,
  LedgerRelations1700000000008,
  History1700000000009,
  StandingSources1700000000010,
  ChainedReferences1700000000011,
  Retention1700000000012,
  Actions1700000000013,
  Parked1700000000014,
  Backfill1700000000015,
  AppliedVersion1700000000016,
  Supervision1700000000017,
  SourceSchemas1700000000018,
  WaitingRows1700000000019,
  DoubtedEpoch1700000000020,
  ChannelListings1700000000021,
  ListingWrites1700000000022,
  AppBudgets1700000000023,
  ToldOffers1700000000024,
  Access1700000000025,
  LocationStaleness1700000000026,
  Measured1700000000027,
  ExplainedPast1700000000029,
  LedgerMoments1700000000030,
  KpiFacts1700000000031,
  KpiDays1700000000032,
  CountCandidates1700000000033,
  Operating1700000000034,
  AlertPlaces1700000000035,
  Notifications1700000000036,
  ListingsByItem1700000000037,
] as const;
