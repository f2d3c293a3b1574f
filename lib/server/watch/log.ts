import pino from "pino";
import { isNotSaved } from "@/lib/ports/faults";

/**
 * Everything that may stand in a line of the log. Nothing else can be written: no token, no name, no contact, no
 * network address, no query, no message of an error (it may quote what somebody sent).
 */
export interface LogFields {
  readonly operation?: string;
  readonly method?: string;
  /** An address with its secrets replaced by their names: a pattern of the table of routes. */
  readonly route?: string;
  readonly status?: number;
  readonly ms?: number;
  readonly channel?: string;
  readonly result?: string;
  readonly reason?: string;
  readonly location?: string;
  readonly caseGroup?: string;
  readonly share?: string;
  /** What a message is about, and the way it was sent. */
  readonly kind?: string;
  readonly by?: string;
  readonly count?: number;
  readonly percent?: number;
  /** The name of a setting, never its value's author. */
  readonly setting?: string;
  readonly seconds?: number;
  /** The class of an error and where it was thrown. */
  readonly error?: string;
  readonly places?: readonly string[];
  /** A file of the operator's, and what is to be done about it. */
  readonly file?: string;
  readonly remedy?: string;
}

const FIELDS = [
  ...["operation", "method", "route", "status", "ms", "channel", "result", "reason", "location", "caseGroup", "share"],
  ...["setting", "kind", "by", "count", "percent"],
  ...["seconds", "error", "places", "file", "remedy"],
] as const satisfies readonly string[];

/** What an entry is about. */
export type LogEvent =
  | "started"
  | "stopped"
  | "claim"
  | "cancel"
  | "move"
  | "setting"
  | "message"
  | "sms-budget"
  | "retention"
  | "clock"
  | "shares"
  | "attention"
  | "refused"
  | "slowed"
  | "failure"
  | "damaged"
  | "new-secret"
  | "not-ready";

/** What OKIENKO_LOG_LEVEL may say: the least level that is written. */
export const LEVELS = ["info", "warn", "error"] as const;

const logger = pino(
  {
    // Checked with the rest of the environment; this module is loaded before that is.
    level: LEVELS.find((level) => level === process.env.OKIENKO_LOG_LEVEL) ?? "info",
    base: { app: "okienko" },
    timestamp: pino.stdTimeFunctions.isoTime,
    messageKey: "event",
    formatters: { level: (level) => ({ level }) },
  },
  // Through process.stdout and at once: a line that waits in memory is lost with the process.
  { write: (line: string) => void process.stdout.write(line) },
);

/** The fields that may be written; whatever else an object carries stays behind. */
function allowed(fields: LogFields): Record<string, unknown> {
  const given = fields as Readonly<Record<string, unknown>>;
  return Object.fromEntries(FIELDS.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]])));
}

/** Writes one JSON line to standard output, its time in UTC. */
export function log(level: (typeof LEVELS)[number], event: LogEvent, fields: LogFields = {}): void {
  logger[level](allowed(fields), event);
}

/** The name of what failed; where nothing could be saved, the message is our own and says why. */
function nameOf(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause;
  return isNotSaved(cause) ? `${cause.name}: ${cause.message}` : cause.name;
}

/** What a library or the system calls a failure, `ETLS` or `ECONNREFUSED`: one of its own words, never anybody's. */
function codeOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const { code } = cause as NodeJS.ErrnoException;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : codeOf(cause.cause);
}

/** Logs what failed, by name, code and place; never its message, which may quote what somebody sent. */
export function logFailure(operation: string, cause: unknown): void {
  const stack = cause instanceof Error ? cause.stack : "";
  const places = (stack ?? "").split("\n").filter((line) => line.trimStart().startsWith("at "));
  const reason = codeOf(cause);
  log("error", "failure", { operation, error: nameOf(cause), reason, places: places.map((place) => place.trim()) });
}
