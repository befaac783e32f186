import { linesOf, titleOf } from '../notification-text.js';
import type { Notification } from '../notification.js';
import type { Sender, Sent } from '../sender.js';
import { HttpPost } from './http-post.js';

/** Slack cuts a text off after 40,000 characters; nobody reads as many. */
const MOST_CHARACTERS = 4_000;

/** An incoming webhook of Slack; its address is the secret. */
export class SlackSender implements Sender {
  private readonly post: HttpPost;

  constructor(secretAddress: string, allowPrivateAddresses: boolean) {
    const secrets = [secretAddress, new URL(secretAddress).pathname];
    this.post = new HttpPost({ url: secretAddress, allowPrivateAddresses, secrets });
  }

  send(notification: Notification): Promise<Sent> {
    const lines = linesOf(notification).map(escaped).join('\n');
    const text = `*${escaped(titleOf(notification))}*\n${lines}`.slice(0, MOST_CHARACTERS);
    return this.post.send(JSON.stringify({ text }));
  }

  close(): Promise<void> {
    return this.post.close();
  }
}

/** The three characters that Slack reads as its own. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
