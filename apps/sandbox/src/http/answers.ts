import type { Response } from 'express';
import { z } from 'zod';

/** Why a call was refused; `code` is stable. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export const refuse = (response: Response, { status, code, message }: Refusal): void => {
  response.status(status).json({ error: { code, message } });
};

export const badRequest = (error: z.ZodError): Refusal => ({
  status: 400,
  code: 'bad_request',
  message: z.prettifyError(error),
});
