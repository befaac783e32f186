import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { createDataSource } from './data-source.js';
import { tracedTransactions } from './traced-transactions.js';

/** Provides one initialised `DataSource` to the whole application, closed after everything has drained. */
@Global()
@Module({})
export class StorageModule implements OnApplicationShutdown {
  constructor(private readonly dataSource: DataSource) {}

  static forRoot(url: string, applicationName: string): DynamicModule {
    const provider = {
      provide: DataSource,
      useFactory: () => tracedTransactions(createDataSource(url, applicationName)).initialize(),
    };
    return { module: StorageModule, providers: [provider], exports: [provider] };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.dataSource.isInitialized) await this.dataSource.destroy();
  }
}
