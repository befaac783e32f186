import { Kafka, logLevel } from 'kafkajs';
import mysql from 'mysql2/promise';
import pg from 'pg';
import type { Db } from './stack.js';

const CONNECTION_TIMEOUT_MS = 2_000;

/** @throws unless the broker tells the cluster's members */
export async function checkKafka(brokers: string[]): Promise<void> {
  const kafka = new Kafka({
    clientId: 'shelfwire-stack',
    brokers,
    logLevel: logLevel.NOTHING,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    retry: { retries: 0 },
  });
  const admin = kafka.admin();
  try {
    await admin.connect();
    const cluster = await admin.describeCluster();
    if (cluster.brokers.length === 0) throw new Error('the broker knows of no broker yet');
  } finally {
    await admin.disconnect();
  }
}

/** @throws unless the worker has joined its group and read its configuration topic */
export async function checkConnect(url: string): Promise<void> {
  for (const route of ['/health', '/connectors']) {
    const answer = await fetch(new URL(route, url), { signal: AbortSignal.timeout(10_000) });
    const body = await answer.text();
    if (!answer.ok) throw new Error(`GET ${route} answered ${answer.status}: ${body}`);
  }
}

/** @throws unless `SELECT 1` works with that login */
export async function checkMariadb(db: Db): Promise<void> {
  const { host, port, user, password } = db;
  const connection = await mysql.createConnection({
    host,
    port,
    user,
    password,
    connectTimeout: CONNECTION_TIMEOUT_MS,
  });
  try {
    await connection.query('SELECT 1');
  } finally {
    await connection.end();
  }
}

/** @throws unless `SELECT 1` works with that login */
export async function checkPostgres(db: Db): Promise<void> {
  const client = new pg.Client({
    ...db,
    database: 'postgres',
    connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
  });
  try {
    await client.connect();
    await client.query('SELECT 1');
  } finally {
    await client.end();
  }
}
