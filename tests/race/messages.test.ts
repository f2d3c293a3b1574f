import { createECDH, randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Socket } from "node:net";
import { dirname, join } from "node:path";
import Database from "better-sqlite3";
import ICAL from "ical.js";
import { describe, expect, it, onTestFinished } from "vitest";
import { FORM_FIELD } from "@/lib/offline/protocol";
import { advanceClock } from "../e2e/api-client";
import { startServer, type TestServer } from "../support/server";
import { snapshotOf } from "./database";
import { openPostOffice, type PostOffice } from "./post-office";
import { pause } from "./wire";

const WITHIN_MS = 15_000;
/** Longer than the outbox needs for what is due; what has not come by then does not come. */
const QUIET_MS = 2_500;

interface Booked {
  readonly token: string;
  readonly code: string;
}

interface Book {
  readonly start: string;
  readonly contact?: string;
  readonly language?: string;
}

async function book(
  { url }: TestServer,
  { start, contact = "ala@example.pl", language = "pl" }: Book,
): Promise<Booked> {
  const answer = await fetch(`${url}/api/v1/visits`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
    body: JSON.stringify({ location: "gronowa", caseGroup: "prawo-jazdy", start, name: "Ala Żółć", contact, language }),
  });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return (await answer.json()) as Booked;
}

async function move({ url }: TestServer, { token }: Booked, start: string): Promise<void> {
  const answer = await fetch(`${url}/api/v1/visits/${token}/move`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ start }),
  });
  expect(answer.status, await answer.clone().text()).toBe(200);
}

const cancel = async ({ url }: TestServer, { token }: Booked): Promise<number> =>
  (await fetch(`${url}/api/v1/visits/${token}`, { method: "DELETE" })).status;

async function until(test: () => boolean): Promise<void> {
  for (const end = Date.now() + WITHIN_MS; !test() && Date.now() < end; ) await pause(50);
}

const subjects = ({ mails }: PostOffice): string[] => mails.map(({ subject }) => subject ?? "");

/** What has come once so many mails are there and no more follow. */
async function mailsOf(post: PostOffice, count: number): Promise<string[]> {
  await until(() => post.mails.length >= count);
  await pause(QUIET_MS);
  return subjects(post);
}

async function openBoth(clock: string, env: Record<string, string> = {}) {
  const post = await openPostOffice();
  onTestFinished(() => post.close());
  const server = await startServer({
    clock,
    limits: "off",
    env: { OKIENKO_SMTP_URL: post.url, OKIENKO_MAIL_FROM: "Urząd <wizyty@example.pl>", ...env },
  });
  onTestFinished(() => server.dispose());
  return { post, server };
}

/** Puts the only visit's confirmation into the outbox so many times more. */
function fillOutbox(file: string, count: number): void {
  const database = new Database(file);
  const insert = database.prepare(
    "INSERT INTO message (visit_id, kind, state, again, next_try_at, attempts, created_at) VALUES (1, 'confirmed', 'waiting', 0, 0, 0, 0)",
  );
  database.transaction(() => {
    for (let one = 0; one < count; one++) insert.run();
  })();
  database.close();
}

const MONDAY_NINE = "2026-11-23T09:00:00+01:00";

describe("messages over SMTP", () => {
  it("come exactly once each: confirmation, move, both reminders and cancellation, though the server refuses twice and we start anew", async () => {
    const { post, server } = await openBoth(MONDAY_NINE);
    post.refuse(2);
    const visit = await book(server, { start: "2026-11-25T10:00:00+01:00" });
    await until(() => post.refused() === 1);
    expect(post.mails).toEqual([]);
    // Half a minute, then a minute: so long until the second and the third try.
    await advanceClock(server.url, "PT31S");
    await until(() => post.refused() === 2);
    await advanceClock(server.url, "PT61S");
    expect(await mailsOf(post, 1)).toEqual(["Wizyta umówiona: środa, 25 listopada, godz. 10:00"]);

    await move(server, visit, "2026-11-26T11:00:00+01:00");
    expect((await mailsOf(post, 2)).slice(1)).toEqual(["Nowy termin wizyty: czwartek, 26 listopada, godz. 11:00"]);

    await server.stop();
    await server.restart({ env: { OKIENKO_CLOCK: "2026-11-25T17:58:00+01:00" } });
    expect(await mailsOf(post, 2)).toHaveLength(2);
    await advanceClock(server.url, "PT2M");
    expect((await mailsOf(post, 3)).slice(2)).toEqual(["Przypomnienie o wizycie: czwartek, 26 listopada, godz. 11:00"]);

    await server.kill();
    await server.restart({ env: { OKIENKO_CLOCK: "2026-11-26T08:58:00+01:00" } });
    expect(await mailsOf(post, 3)).toHaveLength(3);
    await advanceClock(server.url, "PT2M");
    expect((await mailsOf(post, 4)).slice(3)).toEqual(["Przypomnienie o wizycie: czwartek, 26 listopada, godz. 11:00"]);

    expect(await cancel(server, visit)).toBe(200);
    expect((await mailsOf(post, 5)).slice(4)).toEqual(["Wizyta odwołana: czwartek, 26 listopada, godz. 11:00"]);
    await advanceClock(server.url, "PT24H");
    expect(await mailsOf(post, 6)).toHaveLength(5);
    expect(post.refused()).toBe(2);
    const ids = post.mails.map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(5);
  });

  it("wait for as long as the server does not know our password, and go once it does", async () => {
    const { post, server } = await openBoth(MONDAY_NINE);
    post.forgetUs(true);
    await book(server, { start: "2026-11-25T10:00:00+01:00" });
    for (let minute = 0; minute < 6; minute++) {
      await advanceClock(server.url, "PT1M");
      await pause(1_200);
    }
    expect(post.mails).toEqual([]);
    post.forgetUs(false);
    await advanceClock(server.url, "PT1H");
    expect(await mailsOf(post, 1)).toEqual(["Wizyta umówiona: środa, 25 listopada, godz. 10:00"]);
  });

  it("end with the server within seconds, though nobody answers for ten minutes, and are repeated no sooner", async () => {
    const { post, server } = await openBoth(MONDAY_NINE);
    post.stall(true);
    await book(server, { start: "2026-11-25T10:00:00+01:00" });
    await until(() => post.unanswered() === 1);
    const { code, took } = await server.stop();
    expect(code).toBe(0);
    expect(took).toBeLessThan(10_000);
    post.stall(false);
    await server.restart();
    await advanceClock(server.url, "PT9M");
    expect(await mailsOf(post, 1)).toEqual([]);
    await advanceClock(server.url, "PT2M");
    expect(await mailsOf(post, 1)).toEqual(["Wizyta umówiona: środa, 25 listopada, godz. 10:00"]);
    expect(post.unanswered()).toBe(1);
  });

  it("are plain text in the visit's language, with the code, the way to cancel, and the visit for a calendar", async () => {
    const { post, server } = await openBoth(MONDAY_NINE, { OKIENKO_PUBLIC_URL: "https://wizyty.example.pl" });
    const { token, code } = await book(server, { start: "2026-11-25T10:00:00+01:00", language: "uk" });
    await mailsOf(post, 1);
    const [mail] = post.mails;
    expect(mail?.from).toMatchObject({ name: "Urząd", address: "wizyty@example.pl" });
    expect(mail?.to).toMatchObject([{ address: "ala@example.pl" }]);
    expect(mail?.subject).toBe("Візит записано: середа, 25 листопада, 10:00");
    expect(mail?.html).toBeUndefined();
    expect(mail?.text).toContain(`${code.slice(0, 3)} ${code.slice(3)}`);
    expect(mail?.text).toContain(`Скасувати візит: https://wizyty.example.pl/uk/wizyta/${token}/odwolaj`);
    expect(mail?.text).not.toMatch(/Ala|Żółć/);
    const [file] = mail?.attachments ?? [];
    const content = new TextDecoder().decode(file?.content as ArrayBuffer);
    const event = new ICAL.Event(new ICAL.Component(ICAL.parse(content)).getFirstSubcomponent("vevent") ?? undefined);
    expect(event.startDate.toJSDate().toISOString()).toBe("2026-11-25T09:00:00.000Z");
  });

  it.each([
    [
      "forward",
      "2026-03-27T09:00:00+01:00",
      "2026-03-30T10:00:00+02:00",
      ["2026-03-29T15:58:00Z", "2026-03-30T05:58:00Z"],
    ],
    [
      "back",
      "2026-10-23T09:00:00+02:00",
      "2026-10-26T10:00:00+01:00",
      ["2026-10-25T16:58:00Z", "2026-10-26T06:58:00Z"],
    ],
  ])("remind at six in the evening and two hours before while the clocks go %s", async (_, clock, start, moments) => {
    const { post, server } = await openBoth(clock);
    await book(server, { start });
    await mailsOf(post, 1);
    let expected = 1;
    for (const just of moments) {
      await server.stop();
      await server.restart({ env: { OKIENKO_CLOCK: just } });
      expect(await mailsOf(post, expected)).toHaveLength(expected);
      await advanceClock(server.url, "PT2M");
      expected++;
      expect(await mailsOf(post, expected)).toHaveLength(expected);
    }
  });

  it("never keep a booking waiting: with a mail server that takes the call and says nothing, and thousands in the outbox", async () => {
    const sockets: Socket[] = [];
    const mute = createTcpServer((socket) => sockets.push(socket));
    await new Promise<void>((listening) => mute.listen(0, "127.0.0.1", listening));
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      mute.close();
    });
    const { port } = mute.address() as AddressInfo;
    const env = { OKIENKO_SMTP_URL: `smtp://127.0.0.1:${port}` };
    const server = await startServer({ clock: MONDAY_NINE, limits: "off", env });
    onTestFinished(() => server.dispose());
    await book(server, { start: "2026-11-24T10:00:00+01:00" });
    await server.stop();
    fillOutbox(server.databaseFile, 5_000);
    await server.restart();
    await until(() => sockets.length > 0);
    const took: number[] = [];
    for (let minute = 0; minute < 12; minute++) {
      const began = performance.now();
      const start = new Date(Date.parse("2026-11-25T09:00:00+01:00") + minute * 900_000).toISOString();
      await book(server, { start, contact: `person-${minute}@example.pl` });
      took.push(performance.now() - began);
      await pause(250);
    }
    expect(Math.max(...took)).toBeLessThan(4_000);
    const began = performance.now();
    await book(server, { start: "2026-11-26T10:00:00+01:00", contact: "+48600700800" });
    const texts = () => readdirSync(join(dirname(server.databaseFile), "outbox")).filter((name) => /sms/.test(name));
    await until(() => existsSync(join(dirname(server.databaseFile), "outbox")) && texts().length > 0);
    expect(texts()).toHaveLength(1);
    expect(performance.now() - began).toBeLessThan(20_000);
    expect((await server.stop()).code).toBe(0);
  });
});

interface Pushed {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: number;
}

/** A push service on the loopback; what it answers to each address. */
async function openPushService(answers: Readonly<Record<string, number>>) {
  const pushed: Pushed[] = [];
  const server = createServer((request, response) => {
    let bytes = 0;
    request.on("data", (part: Buffer) => {
      bytes += part.length;
    });
    request.on("end", () => {
      pushed.push({ path: request.url ?? "", headers: request.headers, bytes });
      response.writeHead(answers[request.url ?? ""] ?? 500).end();
    });
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, pushed };
}

/** A browser's subscription, its keys made as browsers make them. */
function subscriptionAt(endpoint: string): Record<string, string> {
  const point = createECDH("prime256v1").generateKeys("base64url");
  return { endpoint, p256dh: point, auth: randomBytes(16).toString("base64url"), language: "pl" };
}

/** Has a device told of a visit, as the ticket's form does. */
async function tell(server: TestServer, { token }: Booked, subscription: Record<string, string>): Promise<string> {
  const form = new FormData();
  form.append(FORM_FIELD, "tellDevice");
  for (const [name, value] of Object.entries({ token, ...subscription })) form.append(name, value);
  const answer = await fetch(`${server.url}/wizyta/${token}`, {
    method: "POST",
    headers: { origin: server.url },
    body: form,
    redirect: "manual",
  });
  return answer.headers.get("location") ?? "";
}

describe("web push", () => {
  it("tells the device of the ticket, encrypted and signed, and forgets one that the service knows no more", async () => {
    const service = await openPushService({ "/lives": 201, "/dead": 410 });
    const { post, server } = await openBoth(MONDAY_NINE, { OKIENKO_PUSH_ORIGIN: service.origin });
    const visit = await book(server, { start: "2026-11-24T10:00:00+01:00" });
    await mailsOf(post, 1);
    expect(await tell(server, visit, subscriptionAt(`${service.origin}/lives`))).toBe(
      `/wizyta/${visit.token}?says=told`,
    );
    await advanceClock(server.url, "PT9H");
    await until(() => service.pushed.length > 0);
    const [pushed] = service.pushed;
    expect(pushed?.headers).toMatchObject({ "content-encoding": "aes128gcm", urgency: "high" });
    expect(pushed?.headers.authorization).toMatch(/^vapid t=[\w-]+\.[\w-]+\.[\w-]+, k=[\w-]+$/);
    expect(Number(pushed?.headers.ttl)).toBeGreaterThan(3_600);
    expect(subjects(post)).toHaveLength(1);

    await tell(server, visit, subscriptionAt(`${service.origin}/dead`));
    await advanceClock(server.url, "PT14H");
    // The device is gone: the person is reminded by mail instead.
    expect((await mailsOf(post, 2)).slice(1)).toEqual(["Przypomnienie o wizycie: wtorek, 24 listopada, godz. 10:00"]);
    expect(service.pushed.map(({ path }) => path)).toEqual(["/lives", "/dead"]);
    expect(
      snapshotOf(server.databaseFile, (database) =>
        database.prepare("SELECT count(*) FROM push_subscription").pluck().get(),
      ),
    ).toBe(0);
  });

  it("goes to push services that browsers use, and nowhere else", async () => {
    const service = await openPushService({});
    const { server } = await openBoth(MONDAY_NINE);
    const visit = await book(server, { start: "2026-11-24T10:00:00+01:00" });
    for (const endpoint of [
      `${service.origin}/x`,
      "http://fcm.googleapis.com/fcm/send/x",
      "https://fcm.googleapis.com.evil.example/x",
      "https://evil.example/fcm.googleapis.com",
      "https://fcm.googleapis.com:8443/x",
      "https://user@fcm.googleapis.com/x",
    ])
      expect(await tell(server, visit, subscriptionAt(endpoint)), endpoint).toBe(
        `/wizyta/${visit.token}?says=not-told`,
      );
    for (const endpoint of [
      "https://fcm.googleapis.com/fcm/send/x",
      "https://updates.push.services.mozilla.com/wpush/v2/x",
      "https://web.push.apple.com/x",
      "https://wns2-par02p.notify.windows.com/w/?token=x",
    ])
      expect(await tell(server, visit, subscriptionAt(endpoint)), endpoint).toBe(`/wizyta/${visit.token}?says=told`);
    expect(service.pushed).toEqual([]);
  });
});
