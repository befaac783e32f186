import type { Client } from 'pg';
import type { RowWrite } from '../journal.js';

/** Ids of the application's rows, by what people call them. */
export interface WmsIds {
  readonly products: ReadonlyMap<string, number>;
  readonly locations: ReadonlyMap<string, number>;
}

interface Quant {
  id: number;
  quantity: string;
  reserved_quantity: string;
}

/** By how much a quant changes, in whole units. */
export interface QuantChange {
  readonly quantity?: number;
  readonly reserved?: number;
}

/** Odoo keeps UTC, to the second, in columns without zone. */
export const NOW = "date_trunc('second', now() AT TIME ZONE 'UTC')";

/** What one transaction reads and writes of stock, row by row as the application does. */
export class WmsBook {
  readonly writes: RowWrite[] = [];

  constructor(
    readonly client: Client,
    readonly ids: WmsIds,
  ) {}

  product(code: string): number {
    const id = this.ids.products.get(code);
    if (id === undefined) throw new Error(`The WMS has no product ${code}: other data installed?`);
    return id;
  }

  location(name: string): number {
    const id = this.ids.locations.get(name);
    if (id === undefined) throw new Error(`The WMS has no location ${name}.`);
    return id;
  }

  /** Units on hand that no order has reserved; the quant is locked until the transaction ends. */
  async available(code: string, location: string): Promise<number> {
    const quant = await this.lock(code, location);
    return Math.max(0, Math.floor(Number(quant?.quantity ?? 0) - reservedOf(quant)));
  }

  async changeQuant(code: string, location: string, change: QuantChange): Promise<void> {
    const quant = await this.lock(code, location);
    const quantity = Number(quant?.quantity ?? 0) + (change.quantity ?? 0);
    const reserved = reservedOf(quant) + (change.reserved ?? 0);
    const id = quant
      ? await this.updateQuant(quant.id, quantity, reserved)
      : await this.insertQuant(code, location, quantity, reserved);
    this.writes.push({
      table: 'stock_quant',
      key: { id },
      op: quant ? 'update' : 'insert',
      item: code,
      location,
      before: quant
        ? { quantity: quant.quantity, reserved_quantity: quant.reserved_quantity }
        : null,
      after: { quantity: String(quantity), reserved_quantity: String(reserved) },
    });
  }

  private async lock(code: string, location: string): Promise<Quant | undefined> {
    const { rows } = await this.client.query<Quant>(
      `SELECT id, quantity, reserved_quantity FROM stock_quant
       WHERE product_id = $1 AND location_id = $2 AND lot_id IS NULL
       ORDER BY id LIMIT 1 FOR NO KEY UPDATE`,
      [this.product(code), this.location(location)],
    );
    return rows[0];
  }

  private async updateQuant(id: number, quantity: number, reserved: number): Promise<number> {
    await this.client.query(
      `UPDATE stock_quant SET quantity = $2, reserved_quantity = $3, write_date = ${NOW}
       WHERE id = $1`,
      [id, quantity, reserved],
    );
    return id;
  }

  private async insertQuant(
    code: string,
    location: string,
    quantity: number,
    reserved: number,
  ): Promise<number> {
    const { rows } = await this.client.query<{ id: number }>(
      `INSERT INTO stock_quant (product_id, company_id, location_id, quantity, reserved_quantity,
         in_date, create_date, write_date)
       VALUES ($1, 1, $2, $3, $4, ${NOW}, ${NOW}, ${NOW}) RETURNING id`,
      [this.product(code), this.location(location), quantity, reserved],
    );
    return rows[0]?.id ?? 0;
  }
}

const reservedOf = (quant: Quant | undefined): number => Number(quant?.reserved_quantity ?? 0);
