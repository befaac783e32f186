import { Injectable } from '@nestjs/common';

/** Resolves when the part works; what it throws is told to whoever asks, so it names no secret. */
export type HealthCheck = () => Promise<void>;

export interface HealthReport {
  readonly status: 'ok' | 'failing';
  readonly checks: Readonly<Record<string, { ok: boolean; detail: string | null }>>;
}

/** What this process needs in order to work, checked when somebody asks. */
@Injectable()
export class Health {
  private readonly checks = new Map<string, HealthCheck>();

  register(name: string, check: HealthCheck): void {
    this.checks.set(name, check);
  }

  async report(): Promise<HealthReport> {
    const results = await Promise.all(
      [...this.checks].map(async ([name, check]) => [name, await run(check)] as const),
    );
    const status = results.every(([, { ok }]) => ok) ? 'ok' : 'failing';
    return { status, checks: Object.fromEntries(results) };
  }
}

async function run(check: HealthCheck): Promise<{ ok: boolean; detail: string | null }> {
  try {
    await check();
    return { ok: true, detail: null };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}
