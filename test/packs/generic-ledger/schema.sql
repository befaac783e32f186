CREATE TABLE articles (
  id int NOT NULL PRIMARY KEY,
  code varchar(40) NOT NULL,
  kind varchar(20) NOT NULL DEFAULT 'GOODS'
);

CREATE TABLE depots (
  id int NOT NULL PRIMARY KEY,
  name varchar(80) NOT NULL
);

CREATE TABLE movements (
  id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
  article_id int NOT NULL,
  depot_id int NOT NULL,
  to_depot_id int,
  type varchar(10) NOT NULL,
  units decimal(12, 3) NOT NULL,
  pack_size decimal(10, 3) NOT NULL DEFAULT 1,
  document varchar(40) NOT NULL DEFAULT '',
  status varchar(10) NOT NULL DEFAULT 'POSTED',
  note varchar(200) NOT NULL DEFAULT '',
  moved_at datetime NOT NULL
);
