import { createHmac, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { customAlphabet } from "nanoid";
import { z } from "zod";
import { CODE_ALPHABET, CODE_LENGTH } from "@/lib/domain/visit/ticket";
import { idOf } from "@/lib/domain/who/ids";
import type { Hashes, OfferTerms, Seal } from "@/lib/ports/seal";

const TOKEN_BYTES = 16;
const MAC_BYTES = 16;
const NONCE_BYTES = 16;
const CHANCES = 2 ** 32;

const termsSchema = z.tuple([
  z.string(),
  z.string(),
  z.number().int(),
  z.number().int(),
  z.number(),
  z.string(),
  z.string(),
]);

const parts = (values: readonly (string | number)[]): string =>
  values.map((value) => `${String(value).length}:${value}`).join("");

/** Makes everything that follows from the secret. The same secret gives the same tokens after a restart. */
export function makeSeal(secret: string): Seal {
  const mac = (label: string, data: string | Uint8Array): Buffer =>
    createHmac("sha256", secret).update(`${label}:`).update(data).digest();
  const newCode = customAlphabet(CODE_ALPHABET, CODE_LENGTH);
  const signature = (body: string): Buffer => mac("offer", body).subarray(0, MAC_BYTES);
  return {
    pageNonce: (device, { locationId, caseGroupId, cases, start }, ordinal) =>
      idOf(mac("page", parts([device, locationId, caseGroupId, cases, start, ordinal]))),
    keyNonce: (key) => idOf(mac("key-nonce", key)),
    undoNonce: (token) => idOf(mac("undo", token)),
    randomNonce: () => idOf(randomBytes(NONCE_BYTES)),
    tokenOf: (nonce) => mac("visit", nonce).subarray(0, TOKEN_BYTES).toString("base64url"),
    hashToken: (token) => idOf(mac("token", token)),
    hash: <Kind extends keyof Hashes>(kind: Kind, value: string) =>
      mac(kind, value).subarray(0, MAC_BYTES) as Uint8Array as Hashes[Kind],
    newCode: () => newCode(),
    chance: () => randomInt(CHANCES) / CHANCES,
    signOffer(terms) {
      const fields = [
        terms.locationId,
        terms.caseGroupId,
        terms.cases,
        terms.start,
        terms.expires,
        terms.stretch,
        Buffer.from(terms.nonce).toString("base64url"),
      ];
      const body = Buffer.from(JSON.stringify(fields)).toString("base64url");
      return `${body}.${signature(body).toString("base64url")}`;
    },
    readOffer(offer) {
      const [body = "", given = ""] = offer.split(".");
      const expected = signature(body);
      const found = Buffer.from(given, "base64url");
      if (found.length !== expected.length || !timingSafeEqual(found, expected)) return null;
      return readTerms(body);
    },
  };
}

/** The terms inside a signed offer; null for one of another layout, signed before an upgrade. */
function readTerms(body: string): OfferTerms | null {
  const parsed = termsSchema.safeParse(JSON.parse(Buffer.from(body, "base64url").toString()));
  if (!parsed.success) return null;
  const [locationId, caseGroupId, cases, start, expires, stretch, nonce] = parsed.data;
  return { locationId, caseGroupId, cases, start, expires, stretch, nonce: idOf(Buffer.from(nonce, "base64url")) };
}
