-- The tables of OpenSourcePOS 3.4 that the demo writes: names, types and keys are those of the
-- application; tables and foreign keys that stock never touches are left out.
CREATE TABLE ospos_people (
  first_name varchar(255) NOT NULL,
  last_name varchar(255) NOT NULL,
  gender int(1) DEFAULT NULL,
  phone_number varchar(255) NOT NULL,
  email varchar(255) NOT NULL,
  address_1 varchar(255) NOT NULL,
  address_2 varchar(255) NOT NULL,
  city varchar(255) NOT NULL,
  state varchar(255) NOT NULL,
  zip varchar(255) NOT NULL,
  country varchar(255) NOT NULL,
  comments text NOT NULL,
  person_id int(10) NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (person_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb3;

CREATE TABLE ospos_employees (
  username varchar(255) NOT NULL,
  password varchar(255) NOT NULL,
  person_id int(10) NOT NULL,
  deleted tinyint(1) NOT NULL DEFAULT 0,
  hash_version varchar(1) NOT NULL DEFAULT '2',
  PRIMARY KEY (person_id),
  UNIQUE KEY username (username),
  CONSTRAINT ospos_employees_ibfk_1 FOREIGN KEY (person_id) REFERENCES ospos_people (person_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb3;

CREATE TABLE ospos_items (
  name varchar(255) NOT NULL,
  category varchar(255) NOT NULL,
  supplier_id int(11) DEFAULT NULL,
  item_number varchar(255) DEFAULT NULL,
  description varchar(255) NOT NULL,
  cost_price decimal(15, 2) NOT NULL,
  unit_price decimal(15, 2) NOT NULL,
  reorder_level decimal(15, 3) NOT NULL DEFAULT 0,
  receiving_quantity decimal(15, 3) NOT NULL DEFAULT 1,
  item_id int(10) NOT NULL AUTO_INCREMENT,
  pic_filename varchar(255) DEFAULT NULL,
  allow_alt_description tinyint(1) NOT NULL,
  is_serialized tinyint(1) NOT NULL,
  stock_type tinyint(1) NOT NULL DEFAULT 0,
  item_type tinyint(1) NOT NULL DEFAULT 0,
  deleted tinyint(1) NOT NULL DEFAULT 0,
  tax_category_id int(11) DEFAULT NULL,
  qty_per_pack decimal(15, 3) NOT NULL DEFAULT 1,
  pack_name varchar(8) DEFAULT 'Each',
  low_sell_item_id int(10) DEFAULT 0,
  hsn_code varchar(32) NOT NULL DEFAULT '',
  PRIMARY KEY (item_id),
  UNIQUE KEY items_uq1 (supplier_id, item_id, deleted, item_type),
  KEY item_number (item_number),
  KEY supplier_id (supplier_id),
  KEY deleted (deleted, item_type),
  KEY item_id (item_id, deleted)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb3;

CREATE TABLE ospos_stock_locations (
  location_id int(11) NOT NULL AUTO_INCREMENT,
  location_name varchar(255) DEFAULT NULL,
  deleted tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (location_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb3;

CREATE TABLE ospos_item_quantities (
  item_id int(11) NOT NULL,
  location_id int(11) NOT NULL,
  quantity decimal(15, 3) NOT NULL DEFAULT 0,
  PRIMARY KEY (item_id, location_id),
  KEY item_id (item_id),
  KEY location_id (location_id),
  CONSTRAINT ospos_item_quantities_ibfk_1 FOREIGN KEY (item_id) REFERENCES ospos_items (item_id),
  CONSTRAINT ospos_item_quantities_ibfk_2 FOREIGN KEY (location_id)
    REFERENCES ospos_stock_locations (location_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb3;

CREATE TABLE ospos_inventory (
  trans_id int(11) NOT NULL AUTO_INCREMENT,
  trans_items int(11) NOT NULL DEFAULT 0,
  trans_user int(11) NOT NULL DEFAULT 0,
  trans_date timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  trans_comment text NOT NULL,
  trans_location int(11) NOT NULL,
  trans_inventory decimal(15, 3) NOT NULL DEFAULT 0,
  PRIMARY KEY (trans_id),
  KEY trans_items (trans_items),
  KEY trans_user (trans_user),
  KEY trans_location (trans_location),
  KEY trans_date (trans_date),
  KEY trans_items_trans_date (trans_items, trans_date),
  CONSTRAINT ospos_inventory_ibfk_1 FOREIGN KEY (trans_items) REFERENCES ospos_items (item_id),
  CONSTRAINT ospos_inventory_ibfk_2 FOREIGN KEY (trans_user) REFERENCES ospos_employees (person_id),
  CONSTRAINT ospos_inventory_ibfk_3 FOREIGN KEY (trans_location)
    REFERENCES ospos_stock_locations (location_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb3;

CREATE TABLE ospos_sales (
  sale_time timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  customer_id int(10) DEFAULT NULL,
  employee_id int(10) NOT NULL DEFAULT 0,
  comment text NOT NULL,
  invoice_number varchar(32) DEFAULT NULL,
  dinner_table_id int(11) DEFAULT NULL,
  sale_id int(10) NOT NULL AUTO_INCREMENT,
  quote_number varchar(32) DEFAULT NULL,
  sale_status tinyint(1) NOT NULL DEFAULT 0,
  work_order_number varchar(32) DEFAULT NULL,
  sale_type tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (sale_id),
  UNIQUE KEY invoice_number (invoice_number),
  KEY customer_id (customer_id),
  KEY employee_id (employee_id),
  KEY sale_time (sale_time),
  KEY dinner_table_id (dinner_table_id),
  CONSTRAINT ospos_sales_ibfk_1 FOREIGN KEY (employee_id) REFERENCES ospos_employees (person_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb3;

CREATE TABLE ospos_sales_items (
  sale_id int(10) NOT NULL DEFAULT 0,
  item_id int(10) NOT NULL DEFAULT 0,
  description varchar(255) DEFAULT NULL,
  serialnumber varchar(30) DEFAULT NULL,
  line int(3) NOT NULL DEFAULT 0,
  quantity_purchased decimal(15, 3) NOT NULL DEFAULT 0,
  item_cost_price decimal(15, 2) NOT NULL,
  item_unit_price decimal(15, 2) NOT NULL,
  discount decimal(15, 2) NOT NULL DEFAULT 0,
  discount_type tinyint(1) NOT NULL DEFAULT 0,
  item_location int(11) NOT NULL,
  print_option tinyint(1) NOT NULL DEFAULT 0,
  PRIMARY KEY (sale_id, item_id, line),
  KEY sale_id (sale_id),
  KEY item_id (item_id),
  KEY item_location (item_location),
  CONSTRAINT ospos_sales_items_ibfk_1 FOREIGN KEY (item_id) REFERENCES ospos_items (item_id),
  CONSTRAINT ospos_sales_items_ibfk_2 FOREIGN KEY (sale_id) REFERENCES ospos_sales (sale_id),
  CONSTRAINT ospos_sales_items_ibfk_3 FOREIGN KEY (item_location)
    REFERENCES ospos_stock_locations (location_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb3;

CREATE TABLE ospos_receivings (
  receiving_time timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  supplier_id int(10) DEFAULT NULL,
  employee_id int(10) NOT NULL DEFAULT 0,
  comment text NOT NULL,
  receiving_id int(10) NOT NULL AUTO_INCREMENT,
  payment_type varchar(20) DEFAULT NULL,
  reference varchar(32) DEFAULT NULL,
  PRIMARY KEY (receiving_id),
  KEY supplier_id (supplier_id),
  KEY employee_id (employee_id),
  KEY reference (reference),
  KEY receiving_time (receiving_time),
  CONSTRAINT ospos_receivings_ibfk_1 FOREIGN KEY (employee_id)
    REFERENCES ospos_employees (person_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb3;

CREATE TABLE ospos_receivings_items (
  receiving_id int(10) NOT NULL DEFAULT 0,
  item_id int(10) NOT NULL DEFAULT 0,
  description varchar(30) DEFAULT NULL,
  serialnumber varchar(30) DEFAULT NULL,
  line int(3) NOT NULL,
  quantity_purchased decimal(15, 3) NOT NULL DEFAULT 0,
  item_cost_price decimal(15, 2) NOT NULL,
  item_unit_price decimal(15, 2) NOT NULL,
  discount decimal(15, 2) NOT NULL DEFAULT 0,
  discount_type tinyint(1) NOT NULL DEFAULT 0,
  item_location int(11) NOT NULL,
  receiving_quantity decimal(15, 3) NOT NULL DEFAULT 1,
  PRIMARY KEY (receiving_id, item_id, line),
  KEY item_id (item_id),
  CONSTRAINT ospos_receivings_items_ibfk_1 FOREIGN KEY (item_id) REFERENCES ospos_items (item_id),
  CONSTRAINT ospos_receivings_items_ibfk_2 FOREIGN KEY (receiving_id)
    REFERENCES ospos_receivings (receiving_id)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb3;
