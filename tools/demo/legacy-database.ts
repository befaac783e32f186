/** A database of a pretend legacy application, with a login that may do everything in it. */
export interface LegacyDatabase {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}
