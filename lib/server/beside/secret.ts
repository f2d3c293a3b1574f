import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Nonce, TokenHash } from "@/lib/domain/who/ids";
import type { Clock } from "@/lib/ports/clock";
import { type Env, EnvError, SECRET_LENGTH_MIN } from "../env";
import { makeSeal } from "../seal";
import { NEW_CITY, NEW_SECRET, type Switches } from "../switches";
import { log } from "../watch/log";

const OWNER_ONLY = 0o600;
const MANUAL = "docs/operations.md, Restore";

/** What an opened database tells of the secret with which its tickets were made. */
interface Tickets {
  knownTickets(): readonly { readonly nonce: Nonce; readonly tokenHash: TokenHash }[];
  renewTickets(tokenHashOf: (nonce: Nonce) => TokenHash, now: number): number;
}

const fileBeside = (env: Env): string => `${env.databaseFile}.secret`;

/** What only a database that was there once leaves beside itself, and older versions beside the link that led to it. */
const traces = (env: Env): readonly string[] =>
  [env.databaseFile, env.databaseNamed].flatMap((file) => [`${file}.secret`, `${file}.vapid`]);

/** Whether a file is there with something in it; one that cannot be looked at is, and opening it says why. */
function isFilled(file: string): boolean {
  try {
    return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
  } catch {
    return true;
  }
}

/**
 * Throws EnvError where the database is gone, or empty, and its secret is still there: it was moved, or lies on a disk
 * that is not mounted, and an empty city in its place would be taken for it.
 */
export function assertDatabaseOf(env: Env, { newCity }: Switches): void {
  const trace = traces(env).find((file) => existsSync(file));
  if (trace === undefined || newCity || isFilled(env.databaseFile)) return;
  throw new EnvError(
    `There is no database ${env.databaseFile}, though ${trace} of one is there: put the database back (${MANUAL}), or ` +
      `begin a new and empty city with "npm start -- ${NEW_CITY}".`,
  );
}

/** Makes a secret. Written whole under another name first: a full disk cuts it off. */
function makeSecret(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, randomBytes(32).toString("base64url"), { mode: OWNER_ONLY });
  renameSync(`${file}.new`, file);
}

function readSecret(file: string): string {
  const secret = readFileSync(file, "utf8").trim();
  if (secret.length < SECRET_LENGTH_MIN)
    throw new EnvError(`The secret in ${file} is not whole; put the right one there from your backup.`);
  return secret;
}

const remedy = (env: Env): string =>
  `put the right one there from your backup. If it is lost, "npm start -- ${NEW_SECRET}" goes on without it: the links ` +
  `that people have then lead nowhere, and those in later messages of ${env.databaseFile} lead to their tickets.`;

function assertSecretIsThere(env: Env, file: string, known: number, { newSecret }: Switches): void {
  if (known === 0 || newSecret || existsSync(file)) return;
  throw new EnvError(`There is no secret ${file}, with which the tickets of its database were made: ${remedy(env)}`);
}

const hashBy = (secret: string): ((nonce: Nonce) => TokenHash) => {
  const { hashToken, tokenOf } = makeSeal(secret);
  return (nonce) => hashToken(tokenOf(nonce));
};

/**
 * The secret from which the tickets of the database follow: of the environment, or beside the database, where it is made
 * once. The stored visits tell whether it is theirs. Throws EnvError where it is another, or gone; with `--new-secret`
 * their tickets follow from it from now on.
 */
export function secretFor(env: Env, tickets: Tickets, clock: Clock, switches: Switches): string {
  const known = tickets.knownTickets();
  const file = fileBeside(env);
  if (env.secret === null) {
    assertSecretIsThere(env, file, known.length, switches);
    if (!existsSync(file)) makeSecret(file);
  }
  const secret = env.secret ?? readSecret(file);
  const hashOf = hashBy(secret);
  if (known.length === 0 || known.some(({ nonce, tokenHash }) => Buffer.from(hashOf(nonce)).equals(tokenHash)))
    return secret;
  const source = env.secret === null ? `The secret in ${file}` : "OKIENKO_SECRET";
  if (!switches.newSecret)
    throw new EnvError(`${source} is not the one with which the database's tickets were made: ${remedy(env)}`);
  log("warn", "new-secret", { count: tickets.renewTickets(hashOf, clock.now()) });
  return secret;
}
