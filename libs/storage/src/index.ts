export { createDataSource } from './data-source.js';
export { sourceSigns, type SourceSigns } from './source-signs.js';
export { StorageModule } from './storage.module.js';
