import { SMSAPI } from "smsapi";
import type { LetterBox } from "./letter-box";
import type { Gateway, Sent } from "./route";

export interface SmsSettings {
  /** Null writes files instead. */
  readonly token: string | null;
  /** The name that telephones show, registered with the provider; null = the account's own. */
  readonly sender: string | null;
  /** Another provider of the same kind, in tests. */
  readonly url?: string;
  /** Milliseconds for an answer; fewer in tests. */
  readonly patienceMs?: number;
}

const SERVICE = "https://api.smsapi.pl";
const PATIENCE_MS = 30_000;
const LINES = 4;

/** What the provider says of a message that it has taken under the same id before (its list of errors). */
const KNOWN_ID = 53;
/** What it says of a number that gets no text messages, or wants none. */
const BAD_NUMBER = 13;

/** Failures before anything was said to the provider. */
const NOT_REACHED = new Set([
  ...["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"],
  ...["DEPTH_ZERO_SELF_SIGNED_CERT", "CERT_HAS_EXPIRED", "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
]);

/** What the client throws: the provider's own error, an HTTP status without one, or whatever `fetch` failed of. */
interface SmsFailure {
  readonly data?: { readonly error?: number };
  readonly status?: number;
  readonly responseBody?: string;
  readonly cause?: { readonly code?: string };
}

const ERROR_IN_TEXT = /"error"\s*:\s*(\d+)/;
const errorOf = ({ data, responseBody }: SmsFailure): number | undefined =>
  data?.error ?? (Number(ERROR_IN_TEXT.exec(responseBody ?? "")?.[1]) || undefined);

/** What a failure means for the message; null where it is about us or the provider, and every message waits for that. */
function meaningOf(failure: SmsFailure): Sent | null {
  const error = errorOf(failure);
  if (error === KNOWN_ID) return "sent";
  if (error === BAD_NUMBER) return "refused";
  const isAnswered = error !== undefined || (failure.status !== undefined && failure.status < 500);
  return isAnswered || NOT_REACHED.has(failure.cause?.code ?? "") ? null : "unclear";
}

/** Text messages through SMSAPI.pl. */
function smsapiGateway(settings: SmsSettings & { readonly token: string }): Gateway<string> {
  const { token, sender, url = SERVICE, patienceMs = PATIENCE_MS } = settings;
  const client = new SMSAPI(token, url);
  const closing = new AbortController();

  /** The client waits for ever, and cannot be told to stop: we stop waiting for it. */
  function inTime<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const giveUp = () => reject(new Error("The provider of text messages does not answer."));
      const timer = setTimeout(giveUp, patienceMs);
      closing.signal.addEventListener("abort", giveUp, { once: true });
      const over = () => {
        clearTimeout(timer);
        closing.signal.removeEventListener("abort", giveUp);
      };
      work.then(resolve, reject).finally(over);
    });
  }

  return {
    lines: LINES,
    longestMs: patienceMs,
    async send(letter, to) {
      // The same id at every attempt: what the provider has taken it does not take, and charge, again.
      const details = { normalize: true, idx: letter.id, checkIdx: true, ...(sender && { from: sender }) };
      try {
        await inTime(client.sms.sendSms(to.slice(1), letter.sms, details));
        return "sent";
      } catch (cause) {
        const meaning = meaningOf(cause as SmsFailure);
        if (meaning) return meaning;
        throw cause;
      }
    },
    close: () => closing.abort(),
  };
}

/** Writes text messages as files, where no account is set. */
const fileGateway = (box: LetterBox): Gateway<string> => ({
  lines: 1,
  longestMs: PATIENCE_MS,
  async send(letter, to, visitId) {
    box.put(visitId, letter.id, "sms.txt", `${to}\n${letter.sms}\n`);
    return "sent";
  },
  close: () => undefined,
});

/** The gateway for text messages that the environment asks for. */
export const smsGateway = (settings: SmsSettings, box: LetterBox): Gateway<string> =>
  settings.token === null ? fileGateway(box) : smsapiGateway({ ...settings, token: settings.token });
