import { createHmac, timingSafeEqual } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type Env, EnvError } from "../env";

const fileOf = (env: Env): string => `${env.databaseFile}.address`;

const ANY = new Set(["0.0.0.0", "::", ""]);

/** Tells commands on this machine where the server listens. */
export function publishAddress(env: Env): void {
  const host = ANY.has(env.host) ? "127.0.0.1" : env.host.includes(":") ? `[${env.host}]` : env.host;
  try {
    writeFileSync(fileOf(env), `http://${host}:${env.port}`, { mode: 0o600 });
  } catch (cause) {
    throw new EnvError(`${fileOf(env)} cannot be written; see what is in its place.`, { cause });
  }
}

export const forgetAddress = (env: Env): void => rmSync(fileOf(env), { force: true });

/** Where the server of this database listens; null when none has said so. */
export const readAddress = (env: Env): string | null =>
  existsSync(fileOf(env)) ? readFileSync(fileOf(env), "utf8") : null;

/** What a command shows to prove that it may read the server's secret. */
export const commandPass = (secret: string): string =>
  createHmac("sha256", secret).update("command").digest("base64url");

/** Whether the pass was made with the server's secret. */
export function isCommandPass(secret: string, given: string): boolean {
  const expected = Buffer.from(commandPass(secret));
  const found = Buffer.from(given);
  return found.length === expected.length && timingSafeEqual(found, expected);
}
