import { CLOCK, POLICY, type Clock, type NotificationPolicy, type Policy } from '#config';
import { createSender, type Sender, type Sent } from '#notifications';
import { Metrics } from '#observability';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { afterFailure, afterTaken } from './after-attempt.js';
import { decideNotification, type Decision } from './decide-notification.js';
import { groupsOf, lookBackMs, mutedBeside, type Known } from './group-of.js';
import type { Group, GroupState } from './group-state.js';
import { notificationOf } from './notification-of.js';
import {
  forgetGroup,
  forgetReceivers,
  lockGroup,
  readKnown,
  saveState,
  saveTold,
} from './notification.queries.js';

/**
 * Tells receivers of the policy of alerts, for installations without Alertmanager. Who was told of what is in
 * the database: a restart tells nobody twice, and forgets nobody. A process that dies between sending and
 * remembering sends the same once more, with the same id.
 */
@Injectable()
export class Notifier {
  private readonly logger = new Logger('Notifier');
  private readonly policy: NotificationPolicy | undefined;
  private readonly senders: ReadonlyMap<string, Sender>;
  private isSwept = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly metrics: Metrics,
    @Inject(POLICY) { notifications }: Policy,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.policy = notifications;
    const receivers = Object.entries(notifications?.receivers ?? {});
    this.senders = new Map(receivers.map(([name, receiver]) => [name, createSender(receiver)]));
  }

  /** One look at what every receiver should know. Receivers do not wait for each other. */
  async step(): Promise<void> {
    const { policy } = this;
    if (!this.isSwept) await forgetReceivers(this.dataSource.manager, [...this.senders.keys()]);
    this.isSwept = true;
    if (!policy || this.senders.size === 0) return;
    const known = await this.read(this.dataSource.manager, policy);
    await Promise.all([...this.senders.keys()].map((name) => this.stepOf(name, policy, known)));
  }

  async close(): Promise<void> {
    await Promise.all([...this.senders.values()].map((sender) => sender.close()));
  }

  private async stepOf(name: string, policy: NotificationPolicy, known: Known): Promise<void> {
    for (const group of this.groups(name, policy, known)) {
      if (isToAct(group, decideNotification(group, policy, this.clock()))) {
        await this.act(group, policy);
      }
    }
  }

  /** What was seen before the lock may have been told by another process meanwhile: it is read once more. */
  private act({ key }: Group, policy: NotificationPolicy): Promise<void> {
    return this.dataSource.transaction(async (manager) => {
      if (!(await lockGroup(manager, key))) return;
      const known = await this.read(manager, policy);
      const group = this.groups(key.receiver, policy, known).find(
        (one) => one.key.kind === key.kind && one.key.source === key.source,
      );
      if (!group) return;
      const decision = decideNotification(group, policy, this.clock());
      if (decision.kind === 'forget') return forgetGroup(manager, key);
      if (decision.kind === 'tell') return this.tell(manager, group, decision, known);
      await saveState(manager, key, { ...group.state, waitingSince: decision.waitingSince });
    });
  }

  private async tell(
    manager: EntityManager,
    group: Group,
    decision: Extract<Decision, { kind: 'tell' }>,
    { alerts }: Known,
  ): Promise<void> {
    const { key, state } = group;
    const notification = notificationOf(group, decision, mutedBeside(group, alerts));
    const sent = await this.senders.get(key.receiver)?.send(notification);
    if (!sent) return;
    this.note(key.receiver, sent, state);
    const now = this.clock();
    if (sent.kind === 'failed') return saveState(manager, key, afterFailure(state, sent, now));
    await saveTold(manager, key, decision.open);
    if (decision.open.length === 0) return forgetGroup(manager, key);
    await saveState(manager, key, afterTaken(state, notification.fingerprint, now));
  }

  /** A row of failures is told once. */
  private note(receiver: string, sent: Sent, { failures }: GroupState): void {
    this.metrics.countNotification(receiver, sent.kind === 'taken' ? 'sent' : 'failed');
    if (sent.kind === 'failed' && failures === 0) {
      this.logger.error(`${receiver} does not take notifications: ${sent.reason}`, { receiver });
    }
    if (sent.kind === 'taken' && failures > 0) {
      this.logger.log(`${receiver} takes notifications again`, { receiver });
    }
  }

  private read(manager: EntityManager, policy: NotificationPolicy): Promise<Known> {
    const now = this.clock();
    return readKnown(manager, new Date(now.getTime() - lookBackMs(policy)), now);
  }

  private groups(name: string, policy: NotificationPolicy, known: Known): readonly Group[] {
    const receiver = policy.receivers[name];
    return receiver ? groupsOf(name, receiver, known, policy, this.clock()) : [];
  }
}

const isToAct = ({ state }: Group, decision: Decision): boolean =>
  decision.kind !== 'wait' || decision.waitingSince?.getTime() !== state.waitingSince?.getTime();
