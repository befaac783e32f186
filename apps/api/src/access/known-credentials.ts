import { findKey, findSession, noteUse, type Credential } from '#storage';
import { Injectable } from '@nestjs/common';
import { timingSafeEqual } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { Shown } from './credential.js';

/** What was read counts for so long: a revoked key ends within it in every process. */
const FRESH_MS = 2_000;
const MOST_KNOWN = 10_000;

type Readable = Extract<Shown, { kind: 'key' | 'session' }>;

interface Read {
  readonly at: number;
  readonly credential: Credential | undefined;
}

/** Keys and sign-ins as the database has them, read again every two seconds while they are used. */
@Injectable()
export class KnownCredentials {
  /** only what was shown rightly; the oldest is forgotten first */
  private readonly known = new Map<string, Read>();
  /** calls that come together cost one look */
  private readonly reading = new Map<string, Promise<Read>>();
  private freshFrom = -Infinity;

  constructor(private readonly dataSource: DataSource) {}

  /** Whether this key or sign-in was shown rightly before. */
  knows(shown: Readable): boolean {
    return this.known.has(nameOf(shown));
  }

  /** @returns undefined: there is no such key or sign-in, or its secret is another */
  async match(shown: Readable): Promise<Credential | undefined> {
    const name = nameOf(shown);
    const known = this.known.get(name);
    const read = known && this.isFresh(known) ? known : await this.readOnce(name, shown);
    const { credential } = read;
    if (!credential || !timingSafeEqual(credential.hash, shown.hash)) return undefined;
    if (read !== known) this.keep(name, read);
    return credential;
  }

  /** Something was revoked or ended here: nothing that was read before counts. */
  readAnew(): void {
    this.freshFrom = performance.now();
  }

  private isFresh({ at }: Read): boolean {
    return at >= this.freshFrom && performance.now() - at < FRESH_MS;
  }

  private readOnce(name: string, shown: Readable): Promise<Read> {
    const begun = this.reading.get(name);
    if (begun) return begun;
    const reading = this.read(shown).finally(() => this.reading.delete(name));
    this.reading.set(name, reading);
    return reading;
  }

  private async read(shown: Readable): Promise<Read> {
    const { manager } = this.dataSource;
    const at = performance.now();
    const credential =
      shown.kind === 'key'
        ? await findKey(manager, shown.id)
        : await findSession(manager, shown.hash);
    const isRight = credential !== undefined && timingSafeEqual(credential.hash, shown.hash);
    if (isRight && credential.state === 'live' && !credential.isNoted) {
      await noteUse(manager, credential.keyId);
    }
    return { at, credential };
  }

  private keep(name: string, read: Read): void {
    this.known.set(name, read);
    if (this.known.size <= MOST_KNOWN) return;
    const [oldest] = this.known.keys();
    if (oldest !== undefined) this.known.delete(oldest);
  }
}

const nameOf = (shown: Readable): string =>
  shown.kind === 'key' ? shown.id : shown.hash.toString('hex');
