import { Gathering } from '#messaging';
import { recordActions, type OperatorAction } from '#storage';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Records what was done over the API; calls that end together cost one statement. */
@Injectable()
export class ActionLog {
  private readonly gathering: Gathering<OperatorAction>;

  constructor(dataSource: DataSource) {
    this.gathering = new Gathering((actions) => recordActions(dataSource.manager, actions));
  }

  record(action: OperatorAction): Promise<void> {
    return this.gathering.add(action);
  }
}
