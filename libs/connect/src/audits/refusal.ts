import type { Remedy } from './finding.js';

/** A login that was tried. */
export interface Attempted {
  /** such as `MariaDB at 127.0.0.1:3306` */
  readonly place: string;
  readonly user: string;
  readonly database: string;
  /** where address and login are set */
  readonly setting: string;
}

type Tell = (attempted: Attempted, detail: string) => Remedy;

const wrongLogin: Tell = ({ place, user, setting }) => ({
  found: `${place} refuses the login of user ${user}`,
  expected: 'a user and a password that the server knows',
  mend: `correct user and password in ${setting}`,
});

const noDatabase: Tell = ({ place, database, setting }) => ({
  found: `${place} has no database ${database}`,
  expected: 'the database to exist',
  mend: `create it, or correct its name in ${setting}`,
});

const noAccess: Tell = ({ place, user, database }, detail) => ({
  found: `${place} lets user ${user} not into ${database}: ${detail}`,
  expected: 'a user with the grants of the pack',
  mend: 'run what shelfwire grants prints, as an administrator',
});

const tooMany: Tell = ({ place }, detail) => ({
  found: `${place} takes no more connections: ${detail}`,
  expected: 'a free connection',
  mend: 'raise max_connections, or end idle connections',
});

/** SQLSTATEs of PostgreSQL and codes of MariaDB. */
const BY_CODE: Readonly<Record<string, Tell>> = {
  '28P01': wrongLogin,
  '28000': wrongLogin,
  ER_ACCESS_DENIED_ERROR: wrongLogin,
  '3D000': noDatabase,
  ER_BAD_DB_ERROR: noDatabase,
  '42501': noAccess,
  ER_DBACCESS_DENIED_ERROR: noAccess,
  '53300': tooMany,
  ER_CON_COUNT_ERROR: tooMany,
};

/** Why a database did not let us in, and how to mend it. */
export function tellRefusal(error: unknown, attempted: Attempted): Remedy {
  const { code, message } = rootOf(error);
  const tell = BY_CODE[code];
  if (tell) return tell(attempted, message);
  return {
    found: `${attempted.place} does not answer: ${code === '' ? message : code}`,
    expected: 'a server that answers',
    mend: `start it, or correct host and port in ${attempted.setting}`,
  };
}

/** Several addresses of one host fail together; the first one tells enough. */
function rootOf(error: unknown): { code: string; message: string } {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const { code, message } = first as { code?: unknown; message?: unknown };
  return {
    code: typeof code === 'string' ? code : '',
    message: typeof message === 'string' ? message : String(first),
  };
}
