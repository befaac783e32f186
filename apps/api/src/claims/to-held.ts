import { z } from 'zod';
import { decimal } from '../format/decimal.js';
import { iso, isoOrNull } from '../format/instants.js';
import { decimalText, instant } from '../format/schemas.js';
import type { HeldRow } from './held.queries.js';

export const orderSchema = z.object({ type: z.string(), id: z.string() });

export const heldClaimSchema = z
  .object({
    claim: z.uuid(),
    href: z.string().describe('where the whole claim is'),
    kind: z.enum(['reservation', 'order']),
    state: z.enum(['active', 'committed']),
    channel: z.string(),
    location: z.string(),
    units: decimalText.describe('held here, less what the authority has shown already'),
    order: orderSchema.nullable(),
    createdAt: instant,
    expiresAt: instant.nullable(),
  })
  .meta({ id: 'HeldClaim' });

export type HeldClaim = z.infer<typeof heldClaimSchema>;

export const toHeld = (row: HeldRow): HeldClaim => ({
  claim: row.id,
  href: `/v1/reservations/${row.id}`,
  kind: row.kind,
  state: row.state,
  channel: row.channel,
  location: row.location,
  units: decimal(row.open),
  order: orderOf(row),
  createdAt: iso(row.created_at),
  expiresAt: isoOrNull(row.expires_at),
});

const orderOf = ({ order_type: type, order_id: id }: HeldRow): HeldClaim['order'] =>
  type === null || id === null ? null : { type, id };
