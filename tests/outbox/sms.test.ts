import { describe, expect, it } from "vitest";
import type { Letter } from "@/lib/letters/letter";
import { letterBoxBeside } from "@/lib/server/outbox/letter-box";
import { smsGateway } from "@/lib/server/outbox/sms";
import { freePort } from "../support/server";
import { type Answer, openProvider } from "./provider";

const BOX = letterBoxBeside("/nowhere/okienko.db");
const LETTER = { id: "7.confirmed.1", sms: "Wizyta umówiona: 24.11, 10:00. Kod AB1 2CD." } as Letter;
const NUMBER = "+48600700800";

const gatewayTo = (url: string, patienceMs = 300) =>
  smsGateway({ token: "token", sender: "Urzad", url, patienceMs }, BOX);

describe("the provider of text messages", () => {
  it("is asked with the same id at every attempt, and to refuse one that it knows", async () => {
    const { url, asked } = await openProvider();
    const gateway = gatewayTo(url);
    expect(await gateway.send(LETTER, NUMBER, 1)).toBe("sent");
    expect(asked).toMatchObject([{ to: "48600700800", message: LETTER.sms, idx: LETTER.id, check_idx: true }]);
  });

  const error = (code: number, status = 200): Answer => ({ status, body: { error: code, message: "…" } });
  it.each<[string, Answer, string]>([
    ["knows the id: it has taken the message before", error(53), "sent"],
    ["refuses the number", error(13), "refused"],
    ["refuses the number with a status", error(13, 400), "refused"],
    ["says nothing in time", "silence", "unclear"],
    ["hangs up", "hang-up", "unclear"],
    ["fails itself", { status: 502, body: "Bad Gateway" }, "unclear"],
  ])("that %s", async (_, answer, result) => {
    const { url } = await openProvider(() => answer);
    expect(await gatewayTo(url).send(LETTER, NUMBER, 1)).toBe(result);
  });

  it.each<[string, Answer]>([
    ["does not know our token", error(101, 401)],
    ["wants to be paid", error(103)],
    ["wants us to wait", { status: 429, body: "Too many" }],
  ])("that %s is asked again with all messages", async (_, answer) => {
    const { url } = await openProvider(() => answer);
    await expect(gatewayTo(url).send(LETTER, NUMBER, 1)).rejects.toThrow();
  });

  it("that cannot be reached has taken nothing", async () => {
    await expect(gatewayTo(`http://127.0.0.1:${await freePort()}`).send(LETTER, NUMBER, 1)).rejects.toThrow();
  });

  it("is not waited for when the server ends", async () => {
    const { url } = await openProvider(() => "silence");
    const gateway = gatewayTo(url, 60_000);
    const sending = gateway.send(LETTER, NUMBER, 1);
    setTimeout(() => gateway.close(), 100);
    expect(await sending).toBe("unclear");
  });
});
