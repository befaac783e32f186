import { BackfillError, ConnectError } from '#connect';
import { isTransient } from '#messaging';
import { ProblemException } from '../http/problem.js';

/** Tells what Kafka Connect, Kafka or a backfill that cannot be answered, as a problem of the call. */
export async function tellTrouble<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw problemOf(error);
  }
}

function problemOf(error: unknown): unknown {
  if (error instanceof BackfillError)
    return new ProblemException(409, 'backfill_refused', 'It cannot be now', error.message);
  if (error instanceof ConnectError) return connectProblem(error);
  if (error instanceof Error && error.name.startsWith('KafkaJS') && isTransient(error)) {
    const detail = `Kafka does not answer: ${error.message}`;
    return new ProblemException(503, 'kafka_unavailable', 'Kafka unavailable', detail);
  }
  return error;
}

function connectProblem({ message, statusCode }: ConnectError): ProblemException {
  if (statusCode === null)
    return new ProblemException(503, 'connect_unavailable', 'Kafka Connect unavailable', message);
  return statusCode === 404
    ? new ProblemException(404, 'unknown_connector', 'Unknown connector or task', message)
    : new ProblemException(502, 'connect_refused', 'Kafka Connect refused it', message);
}
