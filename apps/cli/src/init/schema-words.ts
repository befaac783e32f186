/** Words by which people name things in the databases of shops, in the languages met most often. */
const WORDS = {
  item: /^(item|product|article|artikel|art|sku|good|part|material|variant|produit|producto|ware|stockitem)s?$/,
  place:
    /^(location|store|warehouse|branch|shop|site|depot|place|outlet|filiale|lager|magasin|tienda|almacen|standort|lagerort)(e?s)?$/,
  quantity:
    /^(qty|quantity|quantities|hand|onhand|stock|unit|balance|level|menge|bestand|quantite|cantidad|piece|amount|anzahl|inventory)s?$/,
  reserved: /^(reserved|reservation|allocated|allocation|committed|reserviert|reserve)$/,
  damaged: /^(damaged|damage|defect|defective|broken|defekt)$/,
  code: /^(sku|code|number|no|nr|ean|gtin|barcode|reference|ref|nummer|plu|key)$/,
  name: /^(name|title|label|city|description|code|bezeichnung|nom|nombre|ort)$/,
  level: /^(stock|inventory|level|quantity|quantities|balance|bestand|current|holding|hand)s?$/,
  movement:
    /^(movement|move|transaction|history|journal|log|diary|ledger|entry|entries|booking|buchung|bewegung|line|trans)s?$/,
  reason: /^(reason|type|kind|code|comment|cause|note|art|grund|motif|motivo)$/,
  document: /^(document|doc|order|reference|ref|receipt|invoice|beleg|origin|sale|voucher)s?$/,
  soft: /^(deleted|active|archived|void)$/,
} as const;

export type Meaning = keyof typeof WORDS;

/** `StockItemID`, `stock_item_id` and `stock-item-id` are the same three words. */
export const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

/** How many of a name's words mean this. */
export const meaning = (name: string, wanted: Meaning): number =>
  wordsOf(name).filter((word) => WORDS[wanted].test(word)).length;
