export interface Images {
  kafka: string;
  connect: string;
  postgres: string;
  mariadb: string;
}

/** The official images, each overridable by SHELFWIRE_IMAGE_KAFKA, _CONNECT, _POSTGRES, _MARIADB. */
export function images(env: NodeJS.ProcessEnv = process.env): Images {
  return {
    kafka: env['SHELFWIRE_IMAGE_KAFKA'] ?? 'apache/kafka:4.3.1',
    connect: env['SHELFWIRE_IMAGE_CONNECT'] ?? 'quay.io/debezium/connect:3.6',
    postgres: env['SHELFWIRE_IMAGE_POSTGRES'] ?? 'postgres:15',
    mariadb: env['SHELFWIRE_IMAGE_MARIADB'] ?? 'mariadb:10.11',
  };
}
