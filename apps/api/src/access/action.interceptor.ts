import { ACCESS, type RouteAccess } from '#access';
import type { OperatorAction } from '#storage';
import {
  HttpException,
  Injectable,
  Logger,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Response } from 'express';
import { catchError, mergeMap, type Observable } from 'rxjs';
import { ActionLog } from './action-log.js';
import type { CalledRequest } from './caller.js';
import { detailsOf, subjectOf } from './told-action.js';

const REASON = 'over the API';

/** Leaves a row for every call that writes, before it is answered. */
@Injectable()
export class ActionInterceptor implements NestInterceptor {
  private readonly logger = new Logger('Actions');

  constructor(
    private readonly log: ActionLog,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const access = this.reflector.get<RouteAccess | undefined>(ACCESS, context.getHandler());
    const request = context.switchToHttp().getRequest<CalledRequest>();
    const response = context.switchToHttp().getResponse<Response>();
    const { caller } = request;
    const action = access?.action;
    if (action === undefined || !caller) return next.handle();
    const told = { actor: caller.name, keyId: caller.keyId, action, reason: REASON };
    return next.handle().pipe(
      mergeMap(async (answer: unknown) => {
        const status = response.statusCode;
        if (access?.recordsItself === true && status < 400) return answer;
        const details = detailsOf(request, status);
        const subject = subjectOf(request, answer);
        await this.log.record({ ...told, subject, details, outcome: outcomeOf(status) });
        return answer;
      }),
      catchError(async (error: unknown) => {
        const status = error instanceof HttpException ? error.getStatus() : 500;
        const details = detailsOf(request, status);
        const subject = subjectOf(request, undefined);
        await this.tryToRecord({ ...told, subject, details, outcome: outcomeOf(status) });
        throw error;
      }),
    );
  }

  /** Whoever called hears of the first failure, which may be the reason of this one. */
  private async tryToRecord(action: OperatorAction): Promise<void> {
    try {
      await this.log.record(action);
    } catch (error) {
      this.logger.error(error instanceof Error ? error : String(error));
    }
  }
}

function outcomeOf(status: number): 'done' | 'refused' | 'failed' {
  if (status < 400) return 'done';
  return status < 500 ? 'refused' : 'failed';
}
