import { resolve } from "node:path";
import { z } from "zod";
import { readInstant } from "@/lib/domain/time/civil-time";
import { type Cidr, readNetworkList } from "@/lib/domain/who/network";
import { realFile } from "./beside/real-file";
import { isMailServerUrl } from "./outbox/mail-server";
import { LEVELS } from "./watch/log";

/** A setting of the environment is wrong; the message names the variable and never its secret. */
export class EnvError extends Error {}

export const SECRET_LENGTH_MIN = 32;

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be a whole number from ${least} to ${most}`);

const origin = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === "/" && !url.search && !url.hash && !url.username)
    return url.origin;
  context.addIssue({ code: "custom", message: "must be an origin such as https://wizyty.example.pl, without a path" });
  return z.NEVER;
});

const smtpUrl = z
  .string()
  .refine(
    isMailServerUrl,
    "must be an address such as smtp://user:password@mail.example.pl:587, with nothing behind the port",
  );

/** A bare address, or one with a name: `Urząd Miasta <wizyty@example.pl>`. */
const MAIL_ADDRESS = /^(?:[^<>\p{Cc}]*<([^<>\s]+)>|([^<>\s]+))$/u;
export const addressIn = (sender: string): string => {
  const [, named, bare] = MAIL_ADDRESS.exec(sender) ?? [];
  return named ?? bare ?? "";
};
const mailFrom = z
  .string()
  .refine(
    (text) => /^[^@]+@[^@]+$/.test(addressIn(text)),
    "must be an address such as Urząd Miasta <wizyty@example.pl>",
  );

/** An origin on this machine. */
const loopbackOrigin = origin.refine(
  (text) => ["127.0.0.1", "localhost", "[::1]"].includes(new URL(text).hostname),
  "must be an origin on this machine such as http://127.0.0.1:4000",
);

const instant = z.string().transform((text, context) => {
  const at = readInstant(text);
  if (at !== null) return at;
  context.addIssue({ code: "custom", message: "must be an ISO instant such as 2026-11-23T09:00:00+01:00" });
  return z.NEVER;
});

/** A list of networks in CIDR notation, comma-separated. */
const networks = z.string().transform((text, context) => {
  const list = readNetworkList(text);
  if (list) return list;
  context.addIssue({ code: "custom", message: "must be networks such as 10.0.0.0/8, separated by commas" });
  return z.NEVER;
});

const schema = z.object({
  PORT: whole(1, 65_535).default(3_000),
  HOST: z.string().min(1, "must not be empty").default("127.0.0.1"),
  DATABASE_URL: z
    .string()
    .regex(/^file:.+/, "must be a file address such as file:./data/okienko.db")
    .default("file:./data/okienko.db"),
  OKIENKO_PUBLIC_URL: origin.optional(),
  OKIENKO_SECRET: z.string().min(SECRET_LENGTH_MIN, `must have at least ${SECRET_LENGTH_MIN} characters`).optional(),
  OKIENKO_TRUSTED_PROXIES: networks.optional(),
  OKIENKO_LOG_LEVEL: z.enum(LEVELS, `must be one of ${LEVELS.join(", ")}`).default("info"),
  OKIENKO_METRICS_PORT: whole(1, 65_535).optional(),
  OKIENKO_METRICS_HOST: z.string().min(1, "must not be empty").default("127.0.0.1"),
  OKIENKO_WORKER: z.enum(["on", "off"], "must be off or absent").default("on"),
  OKIENKO_SMTP_URL: smtpUrl.optional(),
  OKIENKO_SMTP_PLAINTEXT: z.enum(["0", "1"], "must be 1 or absent").default("0"),
  OKIENKO_SMTP_CONNECTIONS: whole(1, 100).default(20),
  OKIENKO_MAIL_FROM: mailFrom.optional(),
  OKIENKO_SMSAPI_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]+$/, "must be a token without spaces")
    .optional(),
  OKIENKO_SMS_SENDER: z
    .string()
    .regex(/^[\w .&@#%-]{1,11}$/, "must be a registered name of at most 11 characters")
    .optional(),
  OKIENKO_PUSH_ORIGIN: loopbackOrigin.optional(),
  OKIENKO_DEMO: z.enum(["0", "1"], "must be 1 or absent").default("0"),
  OKIENKO_CLOCK: instant.optional(),
  OKIENKO_CLOCK_RATE: whole(1, 600).optional(),
  OKIENKO_CLOCK_GUARD: z.enum(["on"], "must be on or absent").optional(),
  OKIENKO_LIMITS: z.enum(["on", "off"], "must be off or absent").default("on"),
  OKIENKO_DOCUMENTS: z.enum(["on", "off"], "must be off or absent").default("on"),
});

/** What the environment says, checked; see docs/operations.md, "Environment". */
export interface Env {
  readonly port: number;
  readonly host: string;
  readonly databaseFile: string;
  /** The same as it was named: a link, perhaps, that leads there. */
  readonly databaseNamed: string;
  /** Origin in QR codes and links as set, or null when it has to be guessed from the port. */
  readonly publicUrl: string | null;
  readonly secret: string | null;
  readonly trustedProxies: readonly Cidr[];
  /** Port of the figures for Prometheus; null = none. */
  readonly metricsPort: number | null;
  readonly metricsHost: string;
  /** Whether browsers are given the service worker; off takes it back from those that have one. */
  readonly worker: boolean;
  /** The mail server; null = e-mails become files. */
  readonly smtpUrl: string | null;
  /** Whether mail and password may go to it unencrypted. */
  readonly smtpPlaintext: boolean;
  /** How many connections the mail server is asked for at most. */
  readonly smtpConnections: number;
  /** Whom e-mails come from. */
  readonly mailFrom: string;
  /** The account for text messages; null = they become files. */
  readonly smsToken: string | null;
  readonly smsSender: string | null;
  /** A further push service on this machine, in a demo. */
  readonly pushOrigin: string | null;
  readonly demo: boolean;
  /** Instant at which the demo clock starts; null = the machine's time. */
  readonly clock: number | null;
  readonly clockRate: number;
  /** Whether a clock that leaps is doubted; always outside a demo, whose clock is set on purpose. */
  readonly clockGuard: boolean;
  readonly limits: boolean;
  /** Whether documents are rendered without Next; off in a demo, to be measured against. */
  readonly documents: boolean;
}

const DEMO_ONLY = ["OKIENKO_CLOCK", "OKIENKO_CLOCK_RATE", "OKIENKO_CLOCK_GUARD", "OKIENKO_PUSH_ORIGIN"] as const;
const DEMO_SWITCHES = ["OKIENKO_LIMITS", "OKIENKO_DOCUMENTS"] as const;

const mailHost = (publicUrl: string | undefined): string => (publicUrl ? new URL(publicUrl).hostname : "localhost");

/** Reads the environment. Throws EnvError with one sentence that names the variable. */
export function readEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const present = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = schema.safeParse(present);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new EnvError(`${String(issue?.path[0])} ${issue?.message ?? "is wrong"}.`);
  }
  const env = parsed.data;
  const demo = env.OKIENKO_DEMO === "1";
  const stray = DEMO_ONLY.find((name) => env[name] !== undefined) ?? DEMO_SWITCHES.find((name) => env[name] === "off");
  if (!demo && stray) throw new EnvError(`${stray} is only allowed together with OKIENKO_DEMO=1.`);
  if (env.OKIENKO_METRICS_PORT === env.PORT)
    throw new EnvError(`OKIENKO_METRICS_PORT must be another port than PORT (${env.PORT}).`);
  return {
    port: env.PORT,
    host: env.HOST,
    databaseFile: realFile(env.DATABASE_URL.slice("file:".length)),
    databaseNamed: resolve(env.DATABASE_URL.slice("file:".length)),
    publicUrl: env.OKIENKO_PUBLIC_URL ?? null,
    secret: env.OKIENKO_SECRET ?? null,
    trustedProxies: env.OKIENKO_TRUSTED_PROXIES ?? [],
    metricsPort: env.OKIENKO_METRICS_PORT ?? null,
    metricsHost: env.OKIENKO_METRICS_HOST,
    worker: env.OKIENKO_WORKER === "on",
    smtpUrl: env.OKIENKO_SMTP_URL ?? null,
    smtpPlaintext: env.OKIENKO_SMTP_PLAINTEXT === "1",
    smtpConnections: env.OKIENKO_SMTP_CONNECTIONS,
    mailFrom: env.OKIENKO_MAIL_FROM ?? `Okienko <okienko@${mailHost(env.OKIENKO_PUBLIC_URL)}>`,
    smsToken: env.OKIENKO_SMSAPI_TOKEN ?? null,
    smsSender: env.OKIENKO_SMS_SENDER ?? null,
    pushOrigin: env.OKIENKO_PUSH_ORIGIN ?? null,
    demo,
    clock: env.OKIENKO_CLOCK ?? null,
    clockRate: env.OKIENKO_CLOCK_RATE ?? 1,
    clockGuard: !demo || env.OKIENKO_CLOCK_GUARD === "on",
    limits: env.OKIENKO_LIMITS === "on",
    documents: env.OKIENKO_DOCUMENTS === "on",
  };
}

/** The origin that QR codes and links carry. */
export const publicOrigin = (env: Env): string => env.publicUrl ?? `http://localhost:${env.port}`;
