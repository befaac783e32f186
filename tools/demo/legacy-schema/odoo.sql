-- The tables of Odoo 17 that the demo writes: names, types and keys are those of the application
-- (a field with digits is `numeric`, a date and time is a `timestamp` in UTC without zone). Columns
-- and foreign keys that stock never touches are left out.
CREATE TABLE product_template (
  id serial PRIMARY KEY,
  name jsonb NOT NULL,
  default_code varchar,
  type varchar NOT NULL,
  detailed_type varchar NOT NULL,
  list_price numeric,
  uom_id integer NOT NULL,
  uom_po_id integer NOT NULL,
  categ_id integer NOT NULL,
  company_id integer,
  active boolean,
  sale_ok boolean,
  purchase_ok boolean,
  create_uid integer,
  create_date timestamp,
  write_uid integer,
  write_date timestamp
);

CREATE TABLE product_product (
  id serial PRIMARY KEY,
  product_tmpl_id integer NOT NULL REFERENCES product_template ON DELETE CASCADE,
  default_code varchar,
  active boolean,
  barcode varchar,
  combination_indices varchar,
  volume numeric,
  weight numeric,
  create_uid integer,
  create_date timestamp,
  write_uid integer,
  write_date timestamp
);
CREATE INDEX product_product_default_code_index ON product_product (default_code);
CREATE INDEX product_product_product_tmpl_id_index ON product_product (product_tmpl_id);

CREATE TABLE stock_location (
  id serial PRIMARY KEY,
  name varchar NOT NULL,
  complete_name varchar,
  usage varchar NOT NULL,
  location_id integer REFERENCES stock_location ON DELETE CASCADE,
  parent_path varchar,
  active boolean,
  scrap_location boolean,
  return_location boolean,
  replenish_location boolean,
  company_id integer,
  warehouse_id integer,
  barcode varchar,
  cyclic_inventory_frequency integer,
  last_inventory_date date,
  next_inventory_date date,
  create_uid integer,
  create_date timestamp,
  write_uid integer,
  write_date timestamp
);
CREATE INDEX stock_location_usage_index ON stock_location (usage);

CREATE TABLE stock_quant (
  id serial PRIMARY KEY,
  product_id integer NOT NULL REFERENCES product_product ON DELETE RESTRICT,
  company_id integer,
  location_id integer NOT NULL REFERENCES stock_location ON DELETE RESTRICT,
  lot_id integer,
  package_id integer,
  owner_id integer,
  user_id integer,
  quantity numeric,
  reserved_quantity numeric NOT NULL,
  inventory_quantity numeric,
  inventory_diff_quantity numeric,
  inventory_quantity_set boolean,
  inventory_date date,
  accounting_date date,
  in_date timestamp NOT NULL,
  create_uid integer,
  create_date timestamp,
  write_uid integer,
  write_date timestamp
);
CREATE INDEX stock_quant_location_id_index ON stock_quant (location_id);
CREATE INDEX stock_quant_product_id_location_id_index ON stock_quant (product_id, location_id);

CREATE TABLE stock_move (
  id serial PRIMARY KEY,
  name varchar NOT NULL,
  sequence integer,
  priority varchar,
  company_id integer NOT NULL,
  date timestamp NOT NULL,
  date_deadline timestamp,
  product_id integer NOT NULL REFERENCES product_product ON DELETE RESTRICT,
  product_qty numeric,
  product_uom_qty numeric NOT NULL,
  product_uom integer NOT NULL,
  quantity numeric,
  location_id integer NOT NULL REFERENCES stock_location ON DELETE RESTRICT,
  location_dest_id integer NOT NULL REFERENCES stock_location ON DELETE RESTRICT,
  partner_id integer,
  picking_id integer,
  picking_type_id integer,
  state varchar,
  picked boolean,
  scrapped boolean,
  is_inventory boolean,
  additional boolean,
  propagate_cancel boolean,
  procure_method varchar NOT NULL,
  price_unit double precision,
  origin varchar,
  reference varchar,
  description_picking text,
  origin_returned_move_id integer REFERENCES stock_move ON DELETE SET NULL,
  group_id integer,
  rule_id integer,
  warehouse_id integer,
  create_uid integer,
  create_date timestamp,
  write_uid integer,
  write_date timestamp
);
CREATE INDEX stock_move_product_location_index
  ON stock_move (product_id, location_id, location_dest_id, company_id, state);
CREATE INDEX stock_move_origin_returned_move_id_index ON stock_move (origin_returned_move_id);
CREATE INDEX stock_move_date_index ON stock_move (date);
