import type { Response } from 'express';

/** Problem Details (RFC 9457). The detail repeats the credentials, as a careless receiver might. */
export function refuse(response: Response, status: number, title: string): void {
  const sent = response.req.get('authorization') ?? 'nothing';
  response
    .status(status)
    .type('application/problem+json')
    .send(JSON.stringify({ title, detail: `sent with ${sent}` }));
}
