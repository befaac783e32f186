CREATE TABLE product (
  id char(38) NOT NULL PRIMARY KEY,
  product_code varchar(255) NOT NULL,
  name varchar(255) NOT NULL,
  active bit(1) NOT NULL DEFAULT b'1'
);

CREATE TABLE location (
  id char(38) NOT NULL PRIMARY KEY,
  name varchar(255) NOT NULL,
  inventory_id char(38),
  parent_location_id char(38)
);

CREATE TABLE transaction_type (
  id char(38) NOT NULL PRIMARY KEY,
  transaction_code varchar(255) NOT NULL
);

CREATE TABLE transaction (
  id char(38) NOT NULL PRIMARY KEY,
  inventory_id char(38) NOT NULL,
  transaction_type_id char(38) NOT NULL,
  transaction_date datetime NOT NULL
);

CREATE TABLE inventory_item (
  id char(38) NOT NULL PRIMARY KEY,
  product_id char(38) NOT NULL,
  lot_number varchar(255)
);

CREATE TABLE transaction_entry (
  id char(38) NOT NULL PRIMARY KEY,
  transaction_id char(38) NOT NULL,
  product_id char(38),
  inventory_item_id char(38) NOT NULL,
  transaction_entries_idx int NOT NULL DEFAULT 0,
  quantity int NOT NULL
);

CREATE TABLE product_availability (
  id char(38) NOT NULL PRIMARY KEY,
  version int NOT NULL DEFAULT 0,
  location_id char(38) NOT NULL,
  product_id char(38) NOT NULL,
  product_code varchar(100) NOT NULL,
  inventory_item_id char(38) NOT NULL,
  quantity_on_hand int NOT NULL,
  quantity_allocated int,
  quantity_on_hold bigint,
  UNIQUE (location_id, product_id, inventory_item_id)
);
