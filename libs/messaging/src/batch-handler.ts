import { applyDecorators, UseFilters } from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import { RethrowFilter } from './rethrow.filter.js';

/** Marks a method as the handler of a consumer's batches; what it throws reaches the transport as it is. */
export const BatchHandler = (name: string): MethodDecorator =>
  applyDecorators(EventPattern<string>(name), UseFilters(new RethrowFilter()));
