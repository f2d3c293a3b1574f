import { describe, expect, it } from "vitest";
import { type HandedOver, openMailHost } from "./mail-host";
import { openStage, until } from "./stage";

const unfolded = (text: string): string => text.replace(/\r?\n /g, "");

/** The text of a part of a letter, by its type. */
function partOf({ text }: HandedOver, type: string): string {
  const part = text.split(/\r\n--[^\r]+/).find((one) => one.includes(`Content-Type: ${type}`)) ?? "";
  const [head = "", ...body] = part.replace(/^\r\n/, "").split("\r\n\r\n");
  const coded = body.join("\r\n\r\n");
  if (/base64/i.test(head)) return Buffer.from(coded, "base64").toString();
  if (!/quoted-printable/i.test(head)) return coded;
  const bytes = coded
    .replace(/=\r\n/g, "")
    .replace(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}

async function lettersOf(contact: string) {
  const host = await openMailHost();
  const texts: string[] = [];
  const sms = {
    ...{ lines: 1, longestMs: 1, close: () => undefined },
    send: async (letter: { readonly sms: string }) => {
      texts.push(letter.sms);
      return "sent" as const;
    },
  };
  const stage = openStage(host.url, { gateways: { sms } });
  const token = await stage.book(contact);
  stage.outbox.start();
  await until(() => stage.states()[0] === "sent");
  await stage.engine.store.visits.cancel(token, stage.clock.now(), "resident");
  await until(() => stage.states("cancelled")[0] === "sent");
  return { mails: host.handedOver, texts };
}

describe("a letter", () => {
  it("asks no automat for an answer, and brings an entry that a later one takes back", async () => {
    const [confirmed, cancelled] = (await lettersOf("ala@example.pl")).mails;
    if (!confirmed || !cancelled) throw new Error("Two letters were to be sent.");
    for (const { text } of [confirmed, cancelled]) expect(text).toMatch(/^X-Auto-Response-Suppress: All\r$/m);
    for (const [letter, method] of [
      [confirmed, "PUBLISH"],
      [cancelled, "CANCEL"],
    ] as const) {
      expect(unfolded(letter.text)).toContain(`text/calendar; charset=utf-8; method=${method}`);
      const file = partOf(letter, "text/calendar");
      expect(file).toMatch(new RegExp(`^METHOD:${method}\r$`, "m"));
      expect(unfolded(file)).toMatch(/^ORGANIZER;CN=.*:mailto:urzad@example\.pl\r$/im);
      expect(file.endsWith("END:VCALENDAR\r\n")).toBe(true);
    }
    expect(partOf(cancelled, "text/calendar")).toContain("SUMMARY:Odwołana: ");
  });

  it("that a visit is called off leads to the same matter in the same building", async () => {
    const [, cancelled] = (await lettersOf("ala@example.pl")).mails;
    if (!cancelled) throw new Error("Two letters were to be sent.");
    expect(partOf(cancelled, "text/plain")).toMatch(
      /^Umów nową wizytę: https:\/\/wizyty\.example\.pl\/rezerwacja\/\w+\/meldunki\/ratusz\r?$/m,
    );
  });

  it("reaches an address with every sign that may stand in one, and one of another script", async () => {
    const [signs] = (await lettersOf("a&b/c=d!e#f~g%h*i@example.pl")).mails;
    expect(signs?.to).toBe("a&b/c=d!e#f~g%h*i@example.pl");
    const [script] = (await lettersOf("ala@xn--w-uga1v8h.pl")).mails;
    expect(script?.text).toMatch(/^To: ala@xn--w-uga1v8h\.pl\r$/m);
  });

  it("as a text message leads to the visit in words that are no cancellation", async () => {
    const [confirmed = "", cancelled = ""] = (await lettersOf("+48600700800")).texts;
    expect(confirmed).toMatch(/Kod \w{3} \w{3}\. Twoja wizyta: https:\/\/wizyty\.example\.pl\/wizyta\/[\w-]{22}$/);
    expect(confirmed).not.toMatch(/odwoł|odwol/i);
    expect(cancelled).toMatch(/^Wizyta odwolana: /);
  });
});
