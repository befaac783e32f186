import { Gauge, type Registry } from 'prom-client';
import { ALERT_TEXTS } from './alert-texts.js';

/** Open alerts of one kind at one place; never an item. */
export interface OpenAlerts {
  readonly kind: string;
  readonly severity: string;
  readonly source: string | null;
  readonly location: string | null;
  readonly channel: string | null;
  readonly count: number;
}

/** A connector that does not work, and why. */
export interface TroubleSeen {
  readonly connector: string;
  readonly source: string;
  readonly cause: string;
}

/** What the alerts in the database are to Prometheus: every one that is open, and what each kind means. */
export class OpenAlertMetrics {
  private readonly open: Gauge<'code' | 'severity' | 'source' | 'location' | 'channel'>;
  private readonly text: Gauge<'code' | 'meaning' | 'cure' | 'page'>;
  private readonly trouble: Gauge<'connector' | 'source' | 'cause'>;

  constructor(registry: Registry) {
    const registers = [registry];
    this.open = new Gauge({
      name: 'inv_alert_open',
      help: 'Open alerts of GET /v1/alerts, by kind and place',
      labelNames: ['code', 'severity', 'source', 'location', 'channel'],
      registers,
    });
    this.text = new Gauge({
      name: 'inv_alert_text',
      help: 'Always 1; what each kind of alert means and what to do about it',
      labelNames: ['code', 'meaning', 'cure', 'page'],
      registers,
    });
    this.trouble = new Gauge({
      name: 'inv_connector_trouble',
      help: '1 while a connector does not work, with the cause that the runbook has a section for',
      labelNames: ['connector', 'source', 'cause'],
      registers,
    });
  }

  /** Only the app that opens alerts tells of them, and from then on of their texts. */
  set(alerts: readonly OpenAlerts[], troubles: readonly TroubleSeen[]): void {
    for (const [code, text] of Object.entries(ALERT_TEXTS)) this.text.set({ code, ...text }, 1);
    this.open.reset();
    for (const { kind, severity, source, location, channel, count } of alerts) {
      const place = { source: source ?? '', location: location ?? '', channel: channel ?? '' };
      this.open.set({ code: kind, severity, ...place }, count);
    }
    this.trouble.reset();
    for (const { connector, source, cause } of troubles) {
      this.trouble.set({ connector, source, cause }, 1);
    }
  }
}
