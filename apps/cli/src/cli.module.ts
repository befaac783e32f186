import { Module } from '@nestjs/common';
import { ApplyCommand } from './apply/apply.command.js';
import { AuditCommand } from './audit/audit.command.js';
import { AuditHeadCommand } from './audit/audit-head.command.js';
import { AuditVerifyCommand } from './audit/audit-verify.command.js';
import { BackfillCommand } from './backfill/backfill.command.js';
import {
  BackfillPauseCommand,
  BackfillResumeCommand,
  BackfillStopCommand,
} from './backfill/backfill-control.commands.js';
import { BackfillStatusCommand } from './backfill/backfill-status.command.js';
import { BacktestCommand } from './backtest/backtest.command.js';
import { ChannelsCommand } from './channels/channels.command.js';
import {
  ChannelsConfirmCommand,
  ChannelsListCommand,
  ChannelsPauseCommand,
  ChannelsPushCommand,
  ChannelsResumeCommand,
} from './channels/channels-control.commands.js';
import { ChannelsDriftCommand } from './channels/channels-drift.command.js';
import { ChannelsLsCommand } from './channels/channels-ls.command.js';
import { ChannelsMapCommand } from './channels/channels-map.command.js';
import { ChannelsTestCommand } from './channels/channels-test.command.js';
import { CountsCommand } from './counts/counts.command.js';
import { CountsLsCommand } from './counts/counts-ls.command.js';
import { DlqCommand } from './dlq/dlq.command.js';
import { DlqDiscardCommand } from './dlq/dlq-discard.command.js';
import { DlqEditCommand } from './dlq/dlq-edit.command.js';
import { DlqLsCommand } from './dlq/dlq-ls.command.js';
import { DlqRedriveCommand } from './dlq/dlq-redrive.command.js';
import { DlqShowCommand } from './dlq/dlq-show.command.js';
import { DoctorCommand } from './doctor/doctor.command.js';
import { ExplainCommand } from './explain/explain.command.js';
import { GrantsCommand } from './grants/grants.command.js';
import { InitCommand } from './init/init.command.js';
import { JourneyCommand } from './journey/journey.command.js';
import { KeysCommand } from './keys/keys.command.js';
import { KeysCreateCommand } from './keys/keys-create.command.js';
import { KeysLsCommand } from './keys/keys-ls.command.js';
import { KeysReviewCommand } from './keys/keys-review.command.js';
import { KeysRevokeCommand } from './keys/keys-revoke.command.js';
import { NotifyCommand } from './notify/notify.command.js';
import { NotifyTestCommand } from './notify/notify-test.command.js';
import { PlanCommand } from './plan/plan.command.js';
import { PreviewCommand } from './preview/preview.command.js';
import { RebuildCommand } from './rebuild/rebuild.command.js';
import { RecordCommand } from './record/record.command.js';
import { ReconcileCommand } from './reconcile/reconcile.command.js';
import { ResnapshotCommand } from './resnapshot/resnapshot.command.js';
import { ScorecardCommand } from './scorecard/scorecard.command.js';
import { SecretsCommand } from './secrets/secrets.command.js';
import { SecretsKeygenCommand } from './secrets/secrets-keygen.command.js';
import { SecretsLsCommand } from './secrets/secrets-ls.command.js';
import { SecretsRmCommand } from './secrets/secrets-rm.command.js';
import { SecretsRotateCommand } from './secrets/secrets-rotate.command.js';
import { SecretsSetCommand } from './secrets/secrets-set.command.js';
import { StatusCommand } from './status/status.command.js';
import { ValidateCommand } from './validate/validate.command.js';

/** The `shelfwire` command line. */
@Module({
  providers: [
    ApplyCommand,
    AuditCommand,
    AuditHeadCommand,
    AuditVerifyCommand,
    BackfillCommand,
    BackfillPauseCommand,
    BackfillResumeCommand,
    BackfillStatusCommand,
    BackfillStopCommand,
    BacktestCommand,
    ChannelsCommand,
    ChannelsConfirmCommand,
    ChannelsDriftCommand,
    ChannelsListCommand,
    ChannelsLsCommand,
    ChannelsMapCommand,
    ChannelsPauseCommand,
    ChannelsPushCommand,
    ChannelsResumeCommand,
    ChannelsTestCommand,
    CountsCommand,
    CountsLsCommand,
    DlqCommand,
    DlqDiscardCommand,
    DlqEditCommand,
    DlqLsCommand,
    DlqRedriveCommand,
    DlqShowCommand,
    DoctorCommand,
    ExplainCommand,
    GrantsCommand,
    InitCommand,
    JourneyCommand,
    KeysCommand,
    KeysCreateCommand,
    KeysLsCommand,
    KeysReviewCommand,
    KeysRevokeCommand,
    NotifyCommand,
    NotifyTestCommand,
    PlanCommand,
    PreviewCommand,
    RebuildCommand,
    RecordCommand,
    ReconcileCommand,
    ResnapshotCommand,
    ScorecardCommand,
    SecretsCommand,
    SecretsKeygenCommand,
    SecretsLsCommand,
    SecretsRmCommand,
    SecretsRotateCommand,
    SecretsSetCommand,
    StatusCommand,
    ValidateCommand,
  ],
})
export class CliModule {}
