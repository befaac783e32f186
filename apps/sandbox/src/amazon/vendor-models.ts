import { Ajv, type ValidateFunction } from 'ajv';
import ajvFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { vendorOperations, type VendorOperation } from './vendor-operations.js';

const FOLDER = new URL('../../vendor/amazon/', import.meta.url);
const MODELS = ['listingsItems_2021-08-01', 'feeds_2021-06-30'] as const;

export type OperationId =
  | 'patchListingsItem'
  | 'getListingsItem'
  | 'searchListingsItems'
  | 'createFeedDocument'
  | 'createFeed'
  | 'getFeed'
  | 'getFeedDocument';

export type DocumentKind =
  | 'listings-feed-schema-v2'
  | 'listings-feed-message-schema-v2'
  | 'listings-feed-processing-report-schema-v2';

/** What is wrong with something, in the validator's words; undefined: nothing. */
export type Problem = string | undefined;

/** Checks requests, answers and documents against the vendor's own models, unchanged. */
export class VendorModels {
  // Swagger's keywords, such as `example`, say nothing to the validator.
  private readonly ajv = new Ajv({ strict: false });
  private readonly operations = new Map<string, VendorOperation>();
  private readonly validators = new Map<string, ValidateFunction>();

  constructor() {
    ajvFormats.default(this.ajv);
    for (const name of MODELS) {
      const { definitions, operations } = vendorOperations(name, read(name));
      this.ajv.addSchema({ $id: name, definitions });
      for (const operation of operations) this.operations.set(operation.id, operation);
    }
  }

  queryProblem(id: OperationId, query: URLSearchParams): Problem {
    const { query: schema, readQuery } = this.operation(id);
    return this.problem(`${id} query`, schema, readQuery(query));
  }

  bodyProblem(id: OperationId, body: unknown): Problem {
    const { body: schema } = this.operation(id);
    if (schema) return this.problem(`${id} body`, schema, body);
    return body === undefined ? undefined : 'takes no body';
  }

  answerProblem(id: OperationId, status: number, body: unknown): Problem {
    const schema = this.operation(id).answers.get(String(status));
    if (!schema) return `HTTP ${status} is no answer of ${id}`;
    return this.problem(`${id} ${status}`, schema, body);
  }

  documentProblem(kind: DocumentKind, content: unknown): Problem {
    return this.problem(kind, read(kind), content);
  }

  private operation(id: OperationId): VendorOperation {
    const operation = this.operations.get(id);
    if (!operation) throw new Error(`The vendor's models have no operation ${id}.`);
    return operation;
  }

  private problem(name: string, schema: object, content: unknown): Problem {
    const validate = this.validators.get(name) ?? this.ajv.compile(schema);
    this.validators.set(name, validate);
    return validate(content) ? undefined : this.ajv.errorsText(validate.errors);
  }
}

let shared: VendorModels | undefined;

/** The same for every market: the models are large, and say the same to all. */
export const vendorModels = (): VendorModels => (shared ??= new VendorModels());

const read = (name: string): object =>
  JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as object;
