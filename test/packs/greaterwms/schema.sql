CREATE TABLE stocklist (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  goods_code varchar(255) NOT NULL,
  goods_desc varchar(255) NOT NULL DEFAULT '',
  goods_qty bigint NOT NULL DEFAULT 0,
  onhand_stock bigint NOT NULL DEFAULT 0,
  can_order_stock bigint NOT NULL DEFAULT 0,
  ordered_stock bigint NOT NULL DEFAULT 0,
  inspect_stock bigint NOT NULL DEFAULT 0,
  hold_stock bigint NOT NULL DEFAULT 0,
  damage_stock bigint NOT NULL DEFAULT 0,
  asn_stock bigint NOT NULL DEFAULT 0,
  dn_stock bigint NOT NULL DEFAULT 0,
  pre_load_stock bigint NOT NULL DEFAULT 0,
  pre_sort_stock bigint NOT NULL DEFAULT 0,
  sorted_stock bigint NOT NULL DEFAULT 0,
  pick_stock bigint NOT NULL DEFAULT 0,
  picked_stock bigint NOT NULL DEFAULT 0,
  back_order_stock bigint NOT NULL DEFAULT 0,
  openid varchar(255) NOT NULL,
  update_time datetime(6)
);

CREATE TABLE asndetail (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  asn_code varchar(255) NOT NULL,
  asn_status bigint NOT NULL DEFAULT 1,
  goods_code varchar(255) NOT NULL,
  goods_qty bigint NOT NULL DEFAULT 0,
  goods_actual_qty bigint NOT NULL DEFAULT 0,
  goods_shortage_qty bigint NOT NULL DEFAULT 0,
  openid varchar(255) NOT NULL,
  is_delete tinyint(1) NOT NULL DEFAULT 0,
  update_time datetime(6)
);

CREATE TABLE dndetail (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  dn_code varchar(255) NOT NULL,
  dn_status bigint NOT NULL DEFAULT 1,
  goods_code varchar(255) NOT NULL,
  goods_qty bigint NOT NULL DEFAULT 0,
  picked_qty bigint NOT NULL DEFAULT 0,
  openid varchar(255) NOT NULL,
  is_delete tinyint(1) NOT NULL DEFAULT 0,
  update_time datetime(6)
);

CREATE TABLE manualcyclecount (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  openid varchar(255) NOT NULL,
  cyclecount_status int NOT NULL DEFAULT 0,
  bin_name varchar(255) NOT NULL,
  goods_code varchar(255) NOT NULL,
  goods_qty bigint NOT NULL DEFAULT 0,
  physical_inventory bigint NOT NULL DEFAULT 0,
  difference bigint NOT NULL DEFAULT 0,
  update_time datetime(6)
);
