import nodemailer from "nodemailer";
import { calendarFile, calendarTypeOf } from "@/lib/letters/calendar-file";
import type { Letter } from "@/lib/letters/letter";
import { addressIn } from "../env";
import type { LetterBox } from "./letter-box";
import type { MailServer } from "./mail-server";
import type { Gateway, Sent } from "./route";

/** For how long we wait for a mail server. */
export interface MailPatience {
  /** Milliseconds for the connection, its greeting and its encryption together: nothing is lost where they fail. */
  readonly setupMs: number;
  /** Longest silence after that, above all after the final dot, where RFC 5321 §4.5.3.2.6 asks for ten minutes. */
  readonly silenceMs: number;
  /** For the whole attempt, against a server that answers a letter at a time. */
  readonly wholeMs: number;
}

const MINUTE_MS = 60_000;
const PATIENCE: MailPatience = { setupMs: MINUTE_MS / 2, silenceMs: 10 * MINUTE_MS, wholeMs: 30 * MINUTE_MS };

export interface MailSettings {
  /** Null writes files instead. */
  readonly server: MailServer | null;
  readonly from: string;
  /** Name of the host in the ids of messages. */
  readonly host: string;
}

/** An e-mail: plain text, and the visit as a file for one's own calendar. */
function mailOf(letter: Letter, to: string, { from, host }: MailSettings) {
  const { fileName, entry, writtenAt } = letter.calendar;
  return {
    from,
    to,
    subject: letter.subject,
    text: letter.text,
    messageId: `<${letter.id}@${host}>`,
    // Who is away answers nobody (RFC 3834); Exchange reads a header of its own.
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
    attachments: [
      {
        filename: fileName,
        contentType: calendarTypeOf(entry),
        content: calendarFile(entry, writtenAt, addressIn(from)),
      },
    ],
  };
}

interface SmtpFailure {
  readonly responseCode?: number;
  readonly command?: string;
}

/**
 * What a failure means for the message; null where it is about us or the server, and every message waits for that. A
 * wrong password is an operator's to mend; believed as a refusal of the letter, it would lose them all.
 */
function meaningOf({ responseCode, command }: SmtpFailure, handedOver: boolean): Sent | null {
  if (responseCode === undefined) return handedOver ? "unclear" : null;
  const isAboutLetter = command === "RCPT TO" || command === "DATA";
  if (!isAboutLetter) return null;
  return responseCode >= 500 && responseCode < 600 ? "refused" : "deferred";
}

/** A mail that tells when it has been handed over to its last letter, and that can be broken off. */
type WithEnd = ReturnType<typeof mailOf> & { readonly handedOver: () => void; readonly signal: AbortSignal };

/** Sends e-mails over SMTP. */
function smtpGateway(server: MailServer, settings: MailSettings, patience: MailPatience): Gateway<string> {
  const { setupMs, silenceMs, wholeMs } = patience;
  const transport = nodemailer.createTransport({
    ...server.options,
    pool: true,
    maxConnections: server.connections,
    // A connection that the server has ended while nothing was on its way is opened anew, once.
    maxRequeues: 1,
    idleTimeout: MINUTE_MS / 2,
    connectionTimeout: setupMs,
    greetingTimeout: setupMs,
    socketTimeout: silenceMs,
  });
  // Where the letter has been read to its end, what follows on the wire is the final dot.
  transport.use("stream", (mail, next) => {
    const { handedOver } = mail.data as { readonly handedOver?: () => void };
    mail.message.processFunc((letter) => {
      letter.once("end", () => handedOver?.());
      return letter;
    });
    next();
  });
  return {
    lines: server.connections,
    longestMs: wholeMs,
    async send(letter, to) {
      let isHandedOver = false;
      const handedOver = () => {
        isHandedOver = true;
      };
      const breaking = new AbortController();
      const whole = setTimeout(() => breaking.abort(), wholeMs);
      try {
        await transport.sendMail({ ...mailOf(letter, to, settings), handedOver, signal: breaking.signal } as WithEnd);
        return "sent";
      } catch (cause) {
        const meaning = meaningOf(cause as SmtpFailure, isHandedOver);
        if (meaning) return meaning;
        throw cause;
      } finally {
        clearTimeout(whole);
      }
    },
    close: () => transport.close({ force: true }),
  };
}

/** Writes e-mails as `.eml` files, where no server is set. */
function fileGateway(box: LetterBox, settings: MailSettings): Gateway<string> {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true });
  return {
    lines: 1,
    longestMs: MINUTE_MS,
    async send(letter, to, visitId) {
      const { message } = await transport.sendMail(mailOf(letter, to, settings));
      box.put(visitId, letter.id, "eml", message as Buffer);
      return "sent";
    },
    close: () => undefined,
  };
}

/** The gateway for e-mails that the environment asks for; `patience` is another one in tests. */
export const mailGateway = (settings: MailSettings, box: LetterBox, patience = PATIENCE): Gateway<string> =>
  settings.server === null ? fileGateway(box, settings) : smtpGateway(settings.server, settings, patience);
