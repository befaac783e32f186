CREATE TABLE sku (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  spu_id int NOT NULL DEFAULT 0,
  sku_code longtext NOT NULL,
  sku_name longtext NOT NULL
);

CREATE TABLE goodslocation (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  warehouse_id int NOT NULL,
  warehouse_name longtext NOT NULL,
  warehouse_area_property tinyint unsigned NOT NULL,
  location_name longtext NOT NULL
);

CREATE TABLE stock (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  sku_id int NOT NULL,
  goods_location_id int NOT NULL,
  qty int NOT NULL,
  goods_owner_id int NOT NULL DEFAULT 0,
  is_freeze tinyint(1) NOT NULL DEFAULT 0,
  series_number longtext NOT NULL DEFAULT '',
  tenant_id bigint NOT NULL DEFAULT 1
);

CREATE TABLE dispatchlist (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  dispatch_no longtext NOT NULL,
  dispatch_status tinyint unsigned NOT NULL DEFAULT 0,
  sku_id int NOT NULL,
  qty int NOT NULL,
  lock_qty int NOT NULL DEFAULT 0,
  picked_qty int NOT NULL DEFAULT 0
);

CREATE TABLE dispatchpicklist (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  dispatchlist_id int NOT NULL,
  goods_location_id int NOT NULL,
  sku_id int NOT NULL,
  pick_qty int NOT NULL,
  picked_qty int NOT NULL DEFAULT 0,
  is_update_stock tinyint(1) NOT NULL DEFAULT 0
);

CREATE TABLE stockmove (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  job_code longtext NOT NULL,
  move_status tinyint unsigned NOT NULL DEFAULT 0,
  sku_id int NOT NULL,
  orig_goods_location_id int NOT NULL,
  dest_googs_location_id int NOT NULL,
  qty int NOT NULL
);

CREATE TABLE stockprocessdetail (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  stock_process_id int NOT NULL,
  sku_id int NOT NULL,
  goods_location_id int NOT NULL,
  qty int NOT NULL,
  is_source tinyint(1) NOT NULL,
  is_update_stock tinyint(1) NOT NULL DEFAULT 0
);

CREATE TABLE stockfreeze (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  job_code longtext NOT NULL,
  job_type tinyint(1) NOT NULL,
  sku_id int NOT NULL,
  goods_location_id int NOT NULL
);

CREATE TABLE stockadjust (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  job_code longtext NOT NULL,
  sku_id int NOT NULL,
  goods_location_id int NOT NULL,
  qty int NOT NULL,
  is_update_stock tinyint(1) NOT NULL DEFAULT 0,
  job_type tinyint unsigned NOT NULL DEFAULT 0
);
