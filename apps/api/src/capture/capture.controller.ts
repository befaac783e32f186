import { Access } from '#access';
import { readBackfills } from '#storage';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ReadDatabase } from '../database/read-database.js';
import { iso, isoOrNull } from '../format/instants.js';
import { Answers, BAD_QUERY } from '../http/answers.js';
import { parameters } from '../http/query.js';
import {
  auditFindings,
  connectorHealth,
  type ConnectorRow,
  type FindingRow,
} from './capture.queries.js';
import { captureSchema, type Capture } from './capture.schema.js';

const MOST_BACKFILLS = 20;

@ApiTags('Operations')
@Controller('v1/capture')
export class CaptureController {
  constructor(private readonly database: ReadDatabase) {}

  @Get()
  @Access(['viewer'])
  @Answers('Connectors, audits of their databases, backfills', captureSchema, BAD_QUERY)
  read(@Query({ schema: parameters({}) }) _query: object): Promise<Capture> {
    return this.database.snapshot(async (db) => ({
      connectors: (await connectorHealth(db)).map(toConnector),
      findings: (await auditFindings(db)).map(toFinding),
      backfills: (await readBackfills(db, null, MOST_BACKFILLS)).map(toBackfill),
    }));
  }
}

const toConnector = (row: ConnectorRow): Capture['connectors'][number] => ({
  connector: row.connector,
  source: row.source,
  cause: row.cause,
  detail: row.detail,
  needsPerson: row.needs_person,
  since: iso(row.since),
  restarts: row.restarts,
  restartedAt: isoOrNull(row.restarted_at),
  lookedAt: iso(row.looked_at),
});

const toFinding = ({ since, ...row }: FindingRow): Capture['findings'][number] => ({
  ...row,
  since: iso(since),
});

type Backfill = Awaited<ReturnType<typeof readBackfills>>[number];

const toBackfill = (row: Backfill): Capture['backfills'][number] => ({
  ...row,
  tables: [...row.tables],
  skus: [...row.skus],
  askedAt: iso(row.askedAt),
  startedAt: isoOrNull(row.startedAt),
  readAt: isoOrNull(row.readAt),
  endedAt: isoOrNull(row.endedAt),
});
