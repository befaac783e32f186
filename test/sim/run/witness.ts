/**
 * Writes down every rise of what claims hold of a place, with what there was at that moment: whether it should
 * have been admitted is judged at the end, by nobody who admitted it (I6).
 */
export const WITNESS = `
  CREATE SCHEMA witness;
  CREATE TABLE witness.admission (
    partition integer, sku text, location text, available numeric, claimed numeric, sellable_to text);
  CREATE FUNCTION witness.note_admission() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO witness.admission VALUES (
        NEW.partition, NEW.sku, NEW.location, NEW.available_base, NEW.claimed, NEW.sellable_to);
      RETURN NULL;
    END $$;
  CREATE TRIGGER admission AFTER UPDATE ON location_stock FOR EACH ROW
    WHEN (NEW.claimed > OLD.claimed) EXECUTE FUNCTION witness.note_admission()`;
