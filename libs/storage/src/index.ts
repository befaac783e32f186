export { createDataSource } from './data-source.js';
export { StorageModule } from './storage.module.js';
