import type { Request, Response } from 'express';
import type { FakeFaults } from '../fake/fake-fault.js';
import type { Imports } from './imports.js';
import { fileOf } from './read-form.js';
import { refuse } from './refuse.js';

const FORM = 'multipart/form-data';

/** STO01, STO02 and STO03. */
export class ImportsDesk {
  constructor(private readonly faults: FakeFaults) {}

  async create(imports: Imports, request: Request, response: Response): Promise<void> {
    if (!request.is(FORM)) return refuse(response, 415, `Send ${FORM}`);
    const content = await fileOf(request.body, request.get('content-type') ?? '', 'file');
    if (content === undefined) return refuse(response, 400, 'The file is required');
    const id = imports.create(content, this.faults.take('never_apply', 'apply_late'));
    response.status(201).location(`${request.baseUrl}${request.path}/${id}/status`);
    response.json({ import_id: id });
  }

  status(imports: Imports, request: Request, response: Response): void {
    const id = String(request.params['id']);
    const state = imports.stateOf(id);
    if (state) response.json(state);
    else refuse(response, 404, `Import with identifier ${id} not found`);
  }

  report(imports: Imports, request: Request, response: Response): void {
    const report = imports.reportOf(String(request.params['id']));
    if (report === undefined) refuse(response, 404, 'There is no error report');
    else response.type('text/csv').send(report);
  }
}
