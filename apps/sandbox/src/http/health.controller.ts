import { Controller, Get } from '@nestjs/common';

@Controller('health')
export class HealthController {
  /** Answers once the journal has been replayed, for the service listens only then. */
  @Get()
  health(): { status: 'ok' } {
    return { status: 'ok' };
  }
}
