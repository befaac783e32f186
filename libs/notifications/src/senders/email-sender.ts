import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import { linesOf, titleOf } from '../notification-text.js';
import type { Notification } from '../notification.js';
import { failed, TAKEN, type Sender, type Sent } from '../sender.js';
import { addressOf } from './public-host.js';

const CONNECT_MS = 4_000;
const SILENCE_MS = 4_000;

export interface EmailReceiver {
  readonly host: string;
  readonly port: number;
  readonly encryption: 'starttls' | 'tls' | 'none';
  readonly user: string | null;
  readonly password: string | null;
  readonly from: string;
  readonly to: readonly string[];
  readonly allowPrivateAddresses: boolean;
}

/** Plain text by SMTP. All notifications of one group are one thread. */
export class EmailSender implements Sender {
  constructor(private readonly receiver: EmailReceiver) {}

  async send(notification: Notification): Promise<Sent> {
    const { from, to, password } = this.receiver;
    try {
      const transport = await this.connect();
      await transport.sendMail({
        from: { name: 'Shelfwire', address: from },
        to: [...to],
        subject: titleOf(notification),
        text: linesOf(notification).join('\n\n'),
        references: `<${notification.fingerprint}@shelfwire.alert>`,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return TAKEN;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return failed(password === null ? reason : reason.replaceAll(password, '***'));
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private async connect() {
    const { host, port, encryption, user, password, allowPrivateAddresses } = this.receiver;
    return createTransport({
      host: await addressOf(host, allowPrivateAddresses),
      port,
      secure: encryption === 'tls',
      requireTLS: encryption === 'starttls',
      ignoreTLS: encryption === 'none',
      // the certificate is the host's, whichever of its addresses is called
      tls: isIP(host) === 0 ? { servername: host } : {},
      connectionTimeout: CONNECT_MS,
      greetingTimeout: SILENCE_MS,
      socketTimeout: SILENCE_MS,
      ...(user !== null && { auth: { user, pass: password ?? '' } }),
    });
  }
}
