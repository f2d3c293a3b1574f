import nodemailer from "nodemailer";
import type { Letter } from "@/lib/views/letter";
import { calendarFile } from "../calendar-file";
import type { LetterBox } from "./letter-box";
import type { Gateway } from "./route";

const CONNECTION_MS = 5_000;
const SILENCE_MS = 9_000;
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

export interface MailSettings {
  /** `smtp://` or `smtps://`; null writes files instead. */
  readonly smtpUrl: string | null;
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
    // Who is away answers nobody (RFC 3834).
    headers: { "Auto-Submitted": "auto-generated" },
    attachments: [
      {
        filename: fileName,
        contentType: "text/calendar; charset=utf-8; method=PUBLISH",
        content: calendarFile(entry, writtenAt),
      },
    ],
  };
}

/**
 * Whether a server says for good (5xx) that it will not have this very message or address. What it says to the
 * sender, a wrong password say, is an operator's to mend, and every message waits for that.
 */
function isRefusal(cause: unknown): boolean {
  const { responseCode, command } = cause as { readonly responseCode?: number; readonly command?: string };
  const isAboutUs = command !== "RCPT TO" && command !== "DATA";
  return !isAboutUs && responseCode !== undefined && responseCode >= 500 && responseCode < 600;
}

/** Sends e-mails over SMTP. */
function smtpGateway(url: string, settings: MailSettings): Gateway<string> {
  const { hostname } = new URL(url);
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: 1,
    connectionTimeout: CONNECTION_MS,
    greetingTimeout: CONNECTION_MS,
    socketTimeout: SILENCE_MS,
    // Nobody stands between us and our own machine, and its certificate is rarely anybody's.
    ...(LOOPBACK.has(hostname) && { tls: { rejectUnauthorized: false } }),
  });
  return {
    async send(letter, to) {
      try {
        await transport.sendMail(mailOf(letter, to, settings));
        return "sent";
      } catch (cause) {
        if (isRefusal(cause)) return "refused";
        throw cause;
      }
    },
    close: () => transport.close(),
  };
}

/** Writes e-mails as `.eml` files, where no server is set. */
function fileGateway(box: LetterBox, settings: MailSettings): Gateway<string> {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true });
  return {
    async send(letter, to, visitId) {
      const { message } = await transport.sendMail(mailOf(letter, to, settings));
      box.put(visitId, letter.id, "eml", message as Buffer);
      return "sent";
    },
    close: () => undefined,
  };
}

/** The gateway for e-mails that the environment asks for. */
export const mailGateway = (settings: MailSettings, box: LetterBox): Gateway<string> =>
  settings.smtpUrl === null ? fileGateway(box, settings) : smtpGateway(settings.smtpUrl, settings);
