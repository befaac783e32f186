CREATE TABLE items (
  id int NOT NULL PRIMARY KEY,
  code varchar(40) NOT NULL,
  units_per_case decimal(10, 3) NOT NULL DEFAULT 1,
  kind varchar(20) NOT NULL DEFAULT 'GOODS'
);

CREATE TABLE shops (
  id int NOT NULL PRIMARY KEY,
  name varchar(80) NOT NULL
);

CREATE TABLE stock (
  item_id int NOT NULL,
  shop_id int NOT NULL,
  lot varchar(40),
  on_hand decimal(12, 3) NOT NULL DEFAULT 0,
  cases decimal(12, 3) NOT NULL DEFAULT 0,
  reserved decimal(12, 3) NOT NULL DEFAULT 0,
  broken decimal(12, 3) NOT NULL DEFAULT 0,
  status varchar(10) NOT NULL DEFAULT 'OK',
  is_deleted tinyint NOT NULL DEFAULT 0
);

CREATE TABLE sale_lines (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  sale_id int NOT NULL,
  item_id int NOT NULL,
  shop_id int NOT NULL,
  units decimal(12, 3) NOT NULL,
  sold_at datetime NOT NULL
);
