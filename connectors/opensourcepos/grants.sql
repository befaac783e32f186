-- Run once as an administrator, in the database of OpenSourcePOS.
-- {{user}}, {{password}} and {{database}} are the capture login and the application's database.
CREATE USER IF NOT EXISTS '{{user}}'@'%' IDENTIFIED BY '{{password}}';
ALTER USER '{{user}}'@'%' IDENTIFIED BY '{{password}}';

-- To read the binary log, and to note its position at the start of the first snapshot.
GRANT REPLICATION SLAVE, BINLOG MONITOR ON *.* TO '{{user}}'@'%';

GRANT SELECT ON `{{database}}`.ospos_items TO '{{user}}'@'%';
GRANT SELECT ON `{{database}}`.ospos_stock_locations TO '{{user}}'@'%';
GRANT SELECT ON `{{database}}`.ospos_item_quantities TO '{{user}}'@'%';
GRANT SELECT ON `{{database}}`.ospos_inventory TO '{{user}}'@'%';
GRANT SELECT ON `{{database}}`.ospos_sales TO '{{user}}'@'%';
GRANT SELECT ON `{{database}}`.ospos_sales_items TO '{{user}}'@'%';

-- The one row that the connector itself writes: the proof that the source is alive.
CREATE TABLE IF NOT EXISTS `{{database}}`.shelfwire_heartbeat (
  id tinyint NOT NULL PRIMARY KEY,
  beat_at timestamp(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)
) ENGINE = InnoDB;
INSERT IGNORE INTO `{{database}}`.shelfwire_heartbeat (id) VALUES (1);
GRANT SELECT, UPDATE ON `{{database}}`.shelfwire_heartbeat TO '{{user}}'@'%';
