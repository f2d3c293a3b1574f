import { once } from "node:events";
import type { AddressInfo } from "node:net";
import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

export interface PostOffice {
  readonly url: string;
  /** What was taken, in order, as a mail reader sees it. */
  readonly mails: readonly Email[];
  /** Deliveries that were turned away. */
  refused(): number;
  /** Whether senders are turned away for good (5xx) before they can name anybody. */
  forgetUs(forgotten: boolean): void;
  /** Turns so many deliveries away from now on, for the time being. */
  refuse(times: number): void;
  /** Whether it answers nothing any more once a letter has been handed over. */
  stall(stalled: boolean): void;
  /** Letters that were handed over and never answered. */
  unanswered(): number;
  close(): Promise<void>;
}

const TRY_LATER = Object.assign(new Error("Try again later."), { responseCode: 451 });

/** A real SMTP server on the loopback. */
export async function openPostOffice(): Promise<PostOffice> {
  const mails: Email[] = [];
  let refusals = 0;
  let refused = 0;
  let forgotten = false;
  let stalled = false;
  let unanswered = 0;
  async function take(message: Buffer): Promise<void> {
    if (refusals === 0) return void mails.push(await PostalMime.parse(message));
    refusals--;
    refused++;
    throw TRY_LATER;
  }
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    closeTimeout: 1_000,
    onMailFrom(_address, _session, done) {
      done(forgotten ? Object.assign(new Error("Who are you?"), { responseCode: 535 }) : null);
    },
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        if (stalled) unanswered++;
        else void take(Buffer.concat(parts)).then(() => done(), done);
      });
    },
  });
  server.on("error", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    refused: () => refused,
    forgetUs(now) {
      forgotten = now;
    },
    stall(now) {
      stalled = now;
    },
    unanswered: () => unanswered,
    refuse(times) {
      refusals = times;
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
