import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { randomUUID } from 'node:crypto';

interface StoredDocument {
  readonly contentType: string;
  readonly isZipped: boolean;
  content: Buffer | undefined;
}

interface Ticket {
  readonly documentId: string;
  readonly method: 'PUT' | 'GET';
  readonly expiresAtMs: number;
}

const TICKET_MS = 5 * 60_000;
const PATH = '/documents';

/** The object store behind the feeds: pre-signed addresses that are good for five minutes. */
export class Documents {
  /** answers on whatever host it is served from */
  readonly handler: RequestHandler;
  private readonly stored = new Map<string, StoredDocument>();
  private readonly tickets = new Map<string, Ticket>();

  constructor(private readonly now: () => number) {
    this.handler = Router()
      .put(`${PATH}/:id`, express.raw({ type: () => true, limit: '32mb' }), (request, response) =>
        this.upload(request, response),
      )
      .get(`${PATH}/:id`, (request, response) => this.download(request, response));
  }

  create(contentType: string, content?: Buffer, isZipped = false): string {
    const id = `amzn1.tortuga.4.eu.${randomUUID()}`;
    this.stored.set(id, { contentType, content, isZipped });
    return id;
  }

  get(id: string): Readonly<StoredDocument> | undefined {
    return this.stored.get(id);
  }

  presign(base: string, documentId: string, method: Ticket['method']): string {
    const signature = randomUUID();
    this.tickets.set(signature, { documentId, method, expiresAtMs: this.now() + TICKET_MS });
    const path = `${PATH}/${encodeURIComponent(documentId)}`;
    return `${base}${path}?X-Amz-Expires=300&X-Amz-Signature=${signature}`;
  }

  private upload(request: Request, response: Response): void {
    const document = this.entrusted(request, response);
    if (!document) return;
    if (request.headers['content-type'] !== document.contentType) {
      return refuseXml(response, 403, 'SignatureDoesNotMatch');
    }
    document.content = request.body as Buffer;
    response.status(200).send('');
  }

  private download(request: Request, response: Response): void {
    const document = this.entrusted(request, response);
    if (document) response.type('application/octet-stream').send(document.content ?? '');
  }

  private entrusted(request: Request, response: Response): StoredDocument | undefined {
    if (request.headers.authorization ?? request.headers['x-amz-access-token']) {
      refuseXml(response, 400, 'InvalidArgument');
      return undefined;
    }
    const ticket = this.ticketOf(request);
    const document = ticket && this.stored.get(ticket.documentId);
    if (!document) refuseXml(response, 403, 'AccessDenied');
    return document;
  }

  private ticketOf({ method, params, query }: Request): Ticket | undefined {
    const signature = query['X-Amz-Signature'];
    const ticket = typeof signature === 'string' ? this.tickets.get(signature) : undefined;
    if (ticket?.documentId !== params['id'] || ticket?.method !== method) return undefined;
    return this.now() < ticket.expiresAtMs ? ticket : undefined;
  }
}

const refuseXml = (response: Response, status: number, code: string): void => {
  response.status(status).type('application/xml').send(`<Error><Code>${code}</Code></Error>`);
};
