import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { FakeFaults } from '../fake/fake-fault.js';
import type { DayCount } from './day-count.js';
import type { EbayOptions } from './ebay-options.js';
import { itemRow, listedItem, offerRecord } from './item-answers.js';
import type { RowFault } from './row-fault.js';
import type { Stock } from './stock.js';
import { bulkPriceQuantity, MOST_ROWS, updateQuantity } from './update-quantities.js';
import { badPaging, badValue, noOffer, refuse, repeatedSku, tooManyItems } from './vendor-error.js';

const LIST_PATH = '/sell/inventory/v1/inventory_item';
const MOST_LISTED = 200;
const DEFAULT_LISTED = '25';

const bulkGet = z.strictObject({ requests: z.array(z.strictObject({ sku: z.string().min(1) })) });

/** The calls of the Inventory API that are needed to set quantities, by version 1.17.4. */
export class InventoryDesk {
  readonly rowFaults = new Map<string, RowFault>();

  constructor(
    private readonly options: Pick<EbayOptions, 'offsetCounts' | 'tellsItems'>,
    private readonly stock: Stock,
    private readonly revisions: DayCount,
    private readonly faults: FakeFaults,
  ) {}

  readonly update: RequestHandler = (request, response) => {
    const asked = bulkPriceQuantity.safeParse(request.body).data?.requests;
    if (!asked || asked.length > MOST_ROWS) return refuse(response, 400, badValue('requests'));
    if (isRepeated(asked)) return refuse(response, 400, badValue('sku'));
    const shop = {
      stock: this.stock,
      revisions: this.revisions,
      faults: this.rowFaults,
      tellsItems: this.options.tellsItems,
      isIdle: this.faults.take('never_apply') !== undefined,
    };
    const responses = asked.flatMap((each) => updateQuantity(shop, each));
    const isFine = responses.every(({ statusCode }) => statusCode === 200);
    response.status(isFine ? 200 : 207).json({ responses });
  };

  readonly bulkGet: RequestHandler = (request, response) => {
    const asked = bulkGet.safeParse(request.body).data?.requests;
    if (!asked) return refuse(response, 400, badValue('requests'));
    if (asked.length > MOST_ROWS) return refuse(response, 400, tooManyItems(MOST_ROWS));
    if (isRepeated(asked)) return refuse(response, 400, repeatedSku);
    const responses = asked.map(({ sku }) => itemRow(sku, this.stock.get(sku)));
    const isFine = responses.every(({ statusCode }) => statusCode === 200);
    response.status(isFine ? 200 : 207).json({ responses });
  };

  readonly offers: RequestHandler = (request, response) => {
    const query = queryOf(request);
    const sku = query.get('sku') ?? '';
    if (sku === '' || !isOnly(query, ['sku', 'format'])) {
      return refuse(response, 400, badValue('sku'));
    }
    const format = query.get('format') ?? 'FIXED_PRICE';
    if (format !== 'FIXED_PRICE') return refuse(response, 400, badValue('format'));
    const offer = this.stock.get(sku)?.offer;
    if (!offer) return refuse(response, 404, noOffer(sku));
    response.json({ total: 1, size: 1, limit: 100, offers: [offerRecord(offer)] });
  };

  readonly list: RequestHandler = (request, response) => {
    const query = queryOf(request);
    const limit = Number(query.get('limit') ?? DEFAULT_LISTED);
    const offset = Number(query.get('offset') ?? '0');
    const isFine = limit >= 1 && limit <= MOST_LISTED && offset >= 0 && isOnly(query, PAGING);
    if (!isFine) return refuse(response, 400, badPaging);
    this.listPage(response, limit, offset);
  };

  private listPage(response: Response, limit: number, offset: number): void {
    const isPages = this.options.offsetCounts === 'pages';
    const all = this.stock.all();
    const from = isPages ? offset * limit : offset;
    const isMore = from + limit < all.length;
    const next = `${LIST_PATH}?limit=${limit}&offset=${isPages ? offset + 1 : from + limit}`;
    response.json({
      href: `${LIST_PATH}?limit=${limit}&offset=${offset}`,
      limit,
      ...(isMore && { next }),
      size: Math.ceil(all.length / limit),
      total: all.length,
      inventoryItems: all.slice(from, from + limit).map(listedItem),
    });
  }
}

const PAGING = ['limit', 'offset'];

const isRepeated = (asked: readonly { readonly sku: string }[]): boolean =>
  new Set(asked.map(({ sku }) => sku)).size < asked.length;

const isOnly = (query: URLSearchParams, names: readonly string[]): boolean =>
  [...query.keys()].every((name) => names.includes(name));

const queryOf = ({ originalUrl }: Request): URLSearchParams =>
  new URL(originalUrl, 'http://ebay.example').searchParams;
