import { Access } from '#access';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { BAD_QUERY, Describes } from '../http/answers.js';
import { ProblemException } from '../http/problem.js';
import { parameters } from '../http/query.js';
import { LiveFeed, type LiveEvent } from './live.feed.js';
import { statusChangeSchema } from './live.schema.js';

const HEADERS = {
  'Content-Type': 'text/event-stream',
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
};
const COMMENT_MS = 15_000;
/** Who reads so slowly that this much waits is cut off, and hears everything when it comes back. */
const MOST_UNREAD_BYTES = 4 * 1024 * 1024;

@ApiTags('Operations')
@Controller('v1/events')
export class LiveController {
  constructor(private readonly feed: LiveFeed) {}

  @Get()
  @Access(['viewer'])
  @Describes({
    summary:
      'Server-sent events: `status` with what changed of /v1/status, all of it first; `beat` when nothing did; `trouble` when the database is away',
    schema: statusChangeSchema,
    refusals: { ...BAD_QUERY, 429: 'Too many listen already' },
  })
  listen(@Query({ schema: parameters({}) }) _query: object, @Res() response: Response): void {
    const stop = this.feed.listen({
      tell: (event) => tell(response, event),
      end: () => response.end(),
    });
    if (!stop) {
      const detail = 'Too many listen to this process already. Ask GET /v1/status instead.';
      throw new ProblemException(429, 'too_many_listeners', 'Too many listeners', detail);
    }
    begin(response);
    const comment = setInterval(() => response.write(': still here\n\n'), COMMENT_MS).unref();
    response.on('close', () => {
      clearInterval(comment);
      stop();
    });
  }
}

function begin(response: Response): void {
  if (response.headersSent) return;
  response.writeHead(200, HEADERS);
  response.write('retry: 2000\n\n');
}

function tell(response: Response, { name, data }: LiveEvent): void {
  if (response.writableLength > MOST_UNREAD_BYTES) {
    response.destroy();
    return;
  }
  begin(response);
  response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
}
