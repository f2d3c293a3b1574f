import { randomBytes } from "node:crypto";
import type { Env } from "../env";

const DAY_SECONDS = 24 * 60 * 60;
const SHAPE = /^[A-Za-z0-9_-]{22}$/;

const isHttps = (env: Pick<Env, "publicUrl">): boolean => env.publicUrl?.startsWith("https:") ?? false;

/** The name of the device cookie; on https it can be set by this host alone. */
export const deviceCookieName = (env: Pick<Env, "publicUrl">): string => (isHttps(env) ? "__Host-okienko" : "okienko");

/** The name of the cookie of a staff session; on https it can be set by this host alone. */
export const staffCookieName = (env: Pick<Env, "publicUrl">): string =>
  isHttps(env) ? "__Host-okienko-staff" : "okienko-staff";

const STAFF_SHAPE = /^[A-Za-z0-9_-]{22,64}$/;

/** The value of a cookie in a Cookie header if it has the shape of one that was made here; null otherwise. */
function readCookie(header: string | null, name: string, shape: RegExp): string | null {
  const own = `${name}=`;
  const found = (header ?? "").split(";").find((one) => one.trimStart().startsWith(own));
  const value = found?.trim().slice(own.length);
  return value !== undefined && shape.test(value) ? value : null;
}

/** The staff session in a Cookie header, or null; whether it is a living one is asked elsewhere. */
export const readStaffCookie = (env: Pick<Env, "publicUrl">, header: string | null): string | null =>
  readCookie(header, staffCookieName(env), STAFF_SHAPE);

/** The device in a Cookie header, or null; anything but a value made here counts as no cookie. */
export const readDeviceCookie = (env: Pick<Env, "publicUrl">, header: string | null): string | null =>
  readCookie(header, deviceCookieName(env), SHAPE);

export const newDevice = (): string => randomBytes(16).toString("base64url");

/**
 * The Set-Cookie header: random, first-party, gone after a day, or as many seconds as its visits lie ahead; Max-Age and
 * never Expires, because phones' clocks are wrong.
 */
export const deviceCookie = (env: Env, device: string, needed = 0): string =>
  [
    `${deviceCookieName(env)}=${device}`,
    "Path=/",
    `Max-Age=${Math.max(DAY_SECONDS, Math.ceil(needed))}`,
    "HttpOnly",
    "SameSite=Lax",
    ...(isHttps(env) ? ["Secure"] : []),
  ].join("; ");
