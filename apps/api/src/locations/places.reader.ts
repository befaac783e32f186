import { Injectable } from '@nestjs/common';
import { ReadDatabase } from '../database/read-database.js';
import { recent } from '../format/recent.js';
import { places } from './location.queries.js';

/** The query walks every position. */
const KEEP_MS = 2_000;

/** Items and newest change of every location, as they were a moment ago. */
@Injectable()
export class PlacesReader {
  constructor(private readonly database: ReadDatabase) {}

  readonly read = recent(KEEP_MS, () => this.database.snapshot(places));
}
