import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface SunkMail {
  readonly from: string;
  readonly to: readonly string[];
  /** headers and text, as they came */
  readonly raw: string;
}

/** A real SMTP server that keeps what it is given. */
export class SmtpSink {
  readonly mails: SunkMail[] = [];

  private constructor(private readonly server: SMTPServer) {}

  static async start(login: { user: string; password: string }): Promise<SmtpSink> {
    const server: SMTPServer = new SMTPServer({
      allowInsecureAuth: true,
      hideSTARTTLS: true,
      onAuth: ({ username, password }, _session, done) => {
        const isRight = username === login.user && password === login.password;
        done(isRight ? null : new Error(`no login for ${password}`), { user: username });
      },
      onData: (stream, { envelope }, done) => {
        void text(stream).then((raw) => {
          const from = envelope.mailFrom ? envelope.mailFrom.address : '';
          sink.mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw });
          done();
        });
      },
    });
    const sink = new SmtpSink(server);
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    return sink;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  close(): Promise<void> {
    return new Promise((closed) => this.server.close(() => closed()));
  }
}
