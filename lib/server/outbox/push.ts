import { readFileSync, renameSync, writeFileSync } from "node:fs";
import webPush from "web-push";
import { z } from "zod";
import type { PushTarget } from "@/lib/domain/course/change";
import type { Clock } from "@/lib/ports/clock";
import type { Gateway, Sent } from "./route";

const OWNER_ONLY = 0o600;
const TIMEOUT_MS = 9_000;
const SECOND_MS = 1_000;
/** Where browsers' push services answer; anything else would let a stranger choose whom our server calls (SSRF). */
const KNOWN_HOSTS = [
  /^fcm\.googleapis\.com$/,
  /^([a-z0-9-]+\.)*push\.services\.mozilla\.com$/,
  /^([a-z0-9-]+\.)*push\.apple\.com$/,
  /^([a-z0-9-]+\.)*notify\.windows\.com$/,
];
const LINES = 4;
/** A service that knows a subscription no more. */
const GONE = new Set([404, 410]);
const TOO_MANY = 429;

const keysShape = z.object({ publicKey: z.string().min(1), privateKey: z.string().min(1) });
/** The keys with which push services recognise this server (RFC 8292, VAPID). */
export type PushKeys = z.output<typeof keysShape>;

/** Reads the keys beside the database; made once. Written whole under another name first, as the secret is. */
export function pushKeysBeside(databaseFile: string): PushKeys {
  const file = `${databaseFile}.vapid`;
  try {
    return keysShape.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ENOENT")
      throw new Error(
        `The keys for notifications in ${file} cannot be read; put the right ones there from your backup.`,
        {
          cause,
        },
      );
  }
  const keys = webPush.generateVAPIDKeys();
  writeFileSync(`${file}.new`, JSON.stringify(keys), { mode: OWNER_ONLY });
  renameSync(`${file}.new`, file);
  return keys;
}

/** Whether an address belongs to a push service that browsers use; `further` is one more origin, in a demo. */
export function isPushService(endpoint: string, further: string | null): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, port, origin, username, password } = new URL(endpoint);
  if (username !== "" || password !== "") return false;
  if (further !== null && origin === further) return true;
  return protocol === "https:" && port === "" && KNOWN_HOSTS.some((known) => known.test(hostname));
}

export interface PushSettings {
  readonly keys: PushKeys;
  /** Whom push services may write to about this server. */
  readonly subject: string;
  readonly furtherOrigin: string | null;
}

/** What an answer means for the notification. */
function meaningOf({ ok, status }: Response): Sent {
  if (ok) return "sent";
  if (GONE.has(status)) return "gone";
  return status >= 300 && status < 500 && status !== TOO_MANY ? "refused" : "deferred";
}

/** Whether somebody was reached who then said nothing. */
const isSilence = (cause: unknown): boolean =>
  cause instanceof Error && (cause.name === "TimeoutError" || cause.name === "AbortError");

/** Sends notifications to browsers, encrypted for each (RFC 8291). Follows no redirection. */
export function pushGateway({ keys, subject, furtherOrigin }: PushSettings, clock: Clock): Gateway<PushTarget> {
  const closing = new AbortController();
  return {
    lines: LINES,
    longestMs: TIMEOUT_MS,
    async send({ push, calendar }, { endpoint, p256dh, auth }) {
      if (!isPushService(endpoint, furtherOrigin)) return "gone";
      const details = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(push), {
        vapidDetails: { subject, ...keys },
        // Of no use once the visit has begun.
        TTL: Math.max(60, Math.floor((calendar.entry.start - clock.now()) / SECOND_MS)),
        urgency: "high",
      });
      try {
        const answer = await fetch(details.endpoint, {
          method: details.method,
          headers: Object.entries(details.headers).map(([name, value]) => [name, String(value)]),
          body: details.body && new Uint8Array(details.body),
          redirect: "manual",
          signal: AbortSignal.any([closing.signal, AbortSignal.timeout(TIMEOUT_MS)]),
        });
        await answer.body?.cancel();
        return meaningOf(answer);
      } catch (cause) {
        if (isSilence(cause)) return "unclear";
        throw cause;
      }
    },
    close: () => closing.abort(),
  };
}
