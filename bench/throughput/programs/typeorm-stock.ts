import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What both TypeORM contestants keep: a row for each item and location, with the version guard. */
@Entity('stock')
export class Stock {
  @PrimaryColumn('text')
  sku!: string;

  @PrimaryColumn('text')
  location!: string;

  @Column('numeric', { precision: 24, scale: 6 })
  quantity!: string;

  @Column('integer')
  epoch!: number;

  @Column('text')
  position!: string;

  @Column('bigint')
  version!: string;

  @Column('timestamptz')
  updatedAt!: Date;
}

/** The part of a stock event that the contestants read. */
export interface StockMessage {
  readonly sku: string;
  readonly location: string;
  readonly quantity: string;
  readonly recordedAt: string;
  readonly source: { readonly epoch: number; readonly position: string };
}

export const isNewer = (
  { source }: StockMessage,
  than: Pick<Stock, 'epoch' | 'position'> | null | undefined,
): boolean =>
  !than ||
  source.epoch > than.epoch ||
  (source.epoch === than.epoch && source.position > than.position);
