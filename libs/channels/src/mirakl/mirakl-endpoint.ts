/** One shop at one operator's marketplace. */
export interface MiraklEndpoint {
  /** the operator's own address, such as https://acme.mirakl.net */
  readonly url: string;
  readonly apiKey: string;
  /** null: the default shop of the key's user */
  readonly shopId: number | null;
  /** code of the warehouse whose quantity is set and read; null: the offer's quantity as a whole */
  readonly warehouse: string | null;
  /** what an import says under `update-delete` */
  readonly updateDelete: 'update' | '';
  /** most rows in an import; Mirakl names no limit */
  readonly rowsPerImport: number;
}
