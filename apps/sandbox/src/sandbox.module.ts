import { Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { FaultSwitches } from './faults/fault-switches.js';
import { FaultsController } from './http/faults.controller.js';
import { HealthController } from './http/health.controller.js';
import { JournalController } from './http/journal.controller.js';
import { QuantitiesController } from './http/quantities.controller.js';
import { Journal } from './journal/journal.js';
import { Marketplace } from './market/marketplace.js';
import { PageController } from './page/page.controller.js';
import type { SandboxConfig } from './sandbox.config.js';

/** A pretend marketplace: two merchants' accounts with real limits. */
@Module({})
export class SandboxModule implements OnApplicationShutdown {
  constructor(private readonly journal: Journal) {}

  static register(config: SandboxConfig): DynamicModule {
    const marketplace = {
      provide: Marketplace,
      inject: [Journal, FaultSwitches],
      useFactory: async (journal: Journal, faults: FaultSwitches) => {
        const opened = new Marketplace(config.accounts, journal, faults);
        await opened.open();
        return opened;
      },
    };
    const faults = config.faults ? [FaultsController] : [];
    return {
      module: SandboxModule,
      controllers: [
        QuantitiesController,
        JournalController,
        HealthController,
        PageController,
        ...faults,
      ],
      providers: [
        { provide: Journal, useFactory: () => new Journal(config.dataDir) },
        FaultSwitches,
        marketplace,
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.journal.close();
  }
}
